import { sleep } from 'n8n-workflow';

/** A step of a wait, in milliseconds. */
const LONGEST_STEP = 500;

/**
 * Waits, in short steps, since what is left of a step goes on after it was cancelled.
 *
 * @param cancel ends it at once
 */
export async function pause(milliseconds: number, cancel: AbortSignal | undefined): Promise<void> {
	let stop = () => {};
	const cancelled = new Promise<void>((resolve) => (stop = resolve));
	cancel?.addEventListener('abort', stop);
	for (let left = milliseconds; left > 0 && cancel?.aborted !== true; left -= LONGEST_STEP) {
		await Promise.race([sleep(Math.min(left, LONGEST_STEP)), cancelled]);
	}
	cancel?.removeEventListener('abort', stop);
}
