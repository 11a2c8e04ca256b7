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
	let isFirst = true;
	try {
		for await (const page of pages) {
			yield page;
			isFirst = false;
		}
	} catch (error) {
		if (!isEnd(error, isFirst)) await Promise.reject(error);
	}
}
