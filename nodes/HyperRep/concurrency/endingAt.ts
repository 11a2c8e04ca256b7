const END = { done: true, value: undefined } as const;

/**
 * The pages of a list that may end early: an error that `isEnd` accepts ends it, as if no page followed.
 *
 * @param isEnd gets the error, and whether it is that of the first page
 * @throws any other error of the list
 */
export async function* endingAt<T>(
	pages: AsyncGenerator<T>,
	isEnd: (error: unknown, isFirst: boolean) => boolean,
): AsyncGenerator<T> {
	try {
		for (let isFirst = true; ; isFirst = false) {
			const { value, done } = await pages
				.next()
				.catch((error: unknown) => (isEnd(error, isFirst) ? END : Promise.reject(error)));
			if (done === true) return;
			yield value;
		}
	} finally {
		// Others may wait until it has ended.
		await pages.return(undefined);
	}
}
