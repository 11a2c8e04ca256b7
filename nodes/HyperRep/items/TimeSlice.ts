import { sleep } from 'n8n-workflow';

/** How long a run computes before the rest of n8n gets its turn, in milliseconds. */
const LENGTH = 50;

/** Keeps a run with thousands of items from blocking n8n while none of them waits for an answer. */
export class TimeSlice {
	private start = performance.now();

	/** Lets the rest of n8n go on if the slice is used up, and begins another. */
	async giveWay(): Promise<void> {
		if (performance.now() - this.start < LENGTH) return;
		await sleep(0);
		this.start = performance.now();
	}
}
