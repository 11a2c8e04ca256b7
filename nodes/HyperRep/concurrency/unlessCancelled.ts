import { onAbort } from './onAbort';

/**
 * Waits for a promise, but no longer than until it is cancelled.
 *
 * @throws Error once it is cancelled
 */
export async function unlessCancelled<T>(
	promise: Promise<T>,
	cancel: AbortSignal | undefined,
): Promise<T> {
	if (cancel === undefined) return await promise;
	let stop = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		stop = () => reject(cancelledError());
	});
	const release = onAbort(cancel, () => stop());
	try {
		return await Promise.race([promise, cancelled]);
	} finally {
		release();
	}
}

/** @throws Error if it is cancelled */
export function throwIfCancelled(cancel: AbortSignal | undefined): void {
	if (cancel?.aborted === true) throw cancelledError();
}

const cancelledError = () => new Error('The execution was cancelled');
