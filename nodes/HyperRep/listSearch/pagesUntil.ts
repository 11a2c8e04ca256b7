import type { Client, ListRequest, Page } from '../api/Client';
import { endingAt } from '../concurrency/endingAt';
import { ApiError } from '../errors/ApiError';

/** How long a search may take, in milliseconds. */
export const SEARCH_TIME = 10_000;

/**
 * The pages of a search. The first is always waited for, the others only for the time of a search: what was
 * found before HyperRep became slow is better than an error.
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
	yield* endingAt(others, mayRespondLater);
}

/** What is being read, or `undefined` after a temporary failure: a partial list is better than an error. */
export async function unlessSlow<T>(reading: Promise<T>): Promise<T | undefined> {
	return await reading.catch((error: unknown) =>
		mayRespondLater(error) ? undefined : Promise.reject(error),
	);
}

/** Whether a failure is temporary. */
export function mayRespondLater(error: unknown): boolean {
	const cause = error instanceof ApiError ? error.failure?.cause : undefined;
	return cause === 'rate-limited' || cause === 'temporarily-unavailable';
}
