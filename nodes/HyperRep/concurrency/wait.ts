import { sleep } from 'n8n-workflow';

import { onAbort } from './onAbort';

/** A step of a wait, in milliseconds. */
const MAX_STEP = 500;

/** Waits in short steps: n8n's sleep cannot be cancelled, so the last step runs to its end. */
export async function wait(milliseconds: number, cancel?: AbortSignal): Promise<void> {
	let release = () => {};
	const cancelled = new Promise<void>((resolve) => (release = onAbort(cancel, resolve)));
	for (let left = milliseconds; left > 0 && cancel?.aborted !== true; left -= MAX_STEP) {
		await Promise.race([sleep(Math.min(left, MAX_STEP)), cancelled]);
	}
	release();
}
