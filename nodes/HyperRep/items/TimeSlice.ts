import { sleep } from 'n8n-workflow';

/** How long a run computes before the rest of n8n gets its turn, in milliseconds. */
const LENGTH = 50;

/** Keeps a run with thousands of items from blocking n8n while none of them waits for an answer. */
export class TimeSlice {
	private start = performance.now();

	get isOver(): boolean {
		return performance.now() - this.start >= LENGTH;
	}

	/** Lets the rest of n8n go on, and begins another slice. */
	async giveWay(): Promise<void> {
		await sleep(0);
		this.start = performance.now();
	}
}
