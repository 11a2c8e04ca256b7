import { onAbort } from './onAbort';

/** Waits for a promise until it is cancelled; then it throws Error. */
export async function unlessCancelled<T>(
	promise: Promise<T>,
	cancel: AbortSignal | undefined,
): Promise<T> {
	if (cancel === undefined) return await promise;
	let release = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		release = onAbort(cancel, () => reject(cancelledError()));
	});
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
