/**
 * Runs a task for each of `count` items, at most `width` at a time, begun in order.
 *
 * After a failure nothing new begins, and what is under way for later items is ended by its signal;
 * earlier items finish, since one of them may fail too and would be the first.
 *
 * @param cancel ends everything
 * @param task gets the index and the signal that ends it
 * @returns the results in the order of the items
 * @throws what the first failing task, in the order of the items, has thrown
 */
export async function mapInOrder<T>(
	count: number,
	width: number,
	cancel: AbortSignal | undefined,
	task: (index: number, signal: AbortSignal) => Promise<T>,
): Promise<T[]> {
	const results = new Array<T>(count);
	const running = new Map<number, AbortController>();
	let next = 0;
	const failures: Array<{ index: number; error: unknown }> = [];

	const stopAll = () => running.forEach((controller) => controller.abort());
	cancel?.addEventListener('abort', stopAll);

	const work = async () => {
		while (next < count && failures.length === 0) {
			const index = next++;
			const controller = new AbortController();
			if (cancel?.aborted === true) controller.abort();
			running.set(index, controller);
			try {
				results[index] = await task(index, controller.signal);
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
		await Promise.all(Array.from({ length: Math.min(width, count) }, work));
	} finally {
		cancel?.removeEventListener('abort', stopAll);
	}
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first !== undefined) throw first.error;
	return results;
}
