import { onAbort } from './onAbort';
import { TimeSlice } from './TimeSlice';

/**
 * Runs a task for each item, at most `width` at a time, begun in order.
 *
 * After a failure nothing new starts, and tasks of later items are aborted by their signal; earlier items
 * finish, since one of them may fail too and would be the first.
 *
 * @param cancel ends everything
 * @param task gets the item, its index, and the signal that ends it
 * @returns the results in the order of the items
 * @throws the error of the first failing task, in the order of the items
 */
export async function mapInOrder<T, R>(
	items: readonly T[],
	width: number,
	cancel: AbortSignal | undefined,
	task: (item: T, index: number, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(items.length);
	const running = new Map<number, AbortController>();
	const failures: Array<{ index: number; error: unknown }> = [];
	// One queue for all workers, so that each item is started once, in order.
	const queue = items.entries();
	const slice = new TimeSlice();

	const stopAll = () => running.forEach((controller) => controller.abort());
	const release = onAbort(cancel, stopAll);

	const work = async () => {
		for (;;) {
			if (slice.isOver) await slice.yieldTurn();
			if (failures.length > 0) return;
			const taken = queue.next();
			if (taken.done === true) return;
			const [index, item] = taken.value;
			const controller = new AbortController();
			if (cancel?.aborted === true) controller.abort();
			running.set(index, controller);
			try {
				results[index] = await task(item, index, controller.signal);
			} catch (error) {
				failures.push({ index, error });
				running.forEach((other, otherIndex) => {
					if (otherIndex > index) other.abort();
				});
			} finally {
				running.delete(index);
			}
		}
	};
	try {
		await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
	} finally {
		release();
	}
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first !== undefined) throw first.error;
	return results;
}
