import type { Client, ListRequest, Page } from '../api/Client';
import { ApiError } from '../errors/ApiError';

/** How long a search goes on, in milliseconds. */
export const SEARCH_TIME = 10_000;

/**
 * The pages of a search. The first is waited for; those after it only as long as a search goes on, since
 * what was found before HyperRep became slow is worth more than a message.
 *
 * @param until in epoch milliseconds
 */
export async function* pagesUntil(
	until: number,
	client: Client,
	list: ListRequest,
): AsyncGenerator<Page> {
	const first = await client.getPage(list);
	yield first;
	if (first.nextCursor === null) return;
	const others = client.within({ until }).pages({ ...list, cursor: first.nextCursor });
	for (;;) {
		const { value, done } = await others.next().catch(endWhereItMayPass);
		if (done === true) return;
		yield value;
	}
}

/** Ends the pages where HyperRep, or the network, may answer later. */
function endWhereItMayPass(error: unknown): IteratorReturnResult<undefined> {
	const cause = error instanceof ApiError ? error.failure?.cause : undefined;
	if (cause === 'rate-limited' || cause === 'temporarily-unavailable') {
		return { done: true, value: undefined };
	}
	throw error;
}
