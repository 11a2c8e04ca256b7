import { sleep } from 'n8n-workflow';

/** How long a run computes before the rest of n8n gets its turn, in milliseconds. */
const LENGTH = 50;

/** Keeps a run with thousands of items from blocking n8n while none of them waits for a response. */
export class TimeSlice {
	private start = performance.now();
	private pause: Promise<void> | undefined;

	/** Whether the run has computed long enough and should yield. */
	get isOver(): boolean {
		return performance.now() - this.start >= LENGTH;
	}

	/** Gives the rest of n8n a turn. All tasks that wait here share the next slice. */
	async yieldTurn(): Promise<void> {
		this.pause ??= this.begin();
		await this.pause;
	}

	private async begin(): Promise<void> {
		await sleep(0);
		this.start = performance.now();
		this.pause = undefined;
	}
}
