import type { IDataObject } from 'n8n-workflow';

import type { Client, ListRequest } from '../api/Client';
import { endingAt } from '../concurrency/endingAt';
import { TimeSlice } from '../concurrency/TimeSlice';
import { lastMinute } from '../sharing/LastMinute';
import { nextMoment } from '../sharing/moments';
import type { KeptPage, Reader } from '../sharing/pages';
import { mayRespondLater, pagesUntil } from './pagesUntil';

/** How long pages that one search has read serve the next, in milliseconds. */
export const SERVES_FOR = 30_000;

const readings = lastMinute.readings();

interface Wanted {
	isFound(record: IDataObject): boolean;
	/** How many are enough. Others on the same page are included. */
	count: number;
	/** When the search is over, in epoch milliseconds. */
	until: number;
}

interface Searched {
	found: IDataObject[];
	/** How many records were examined. */
	read: number;
	/** Where the search can resume; `null` at the end of the list. */
	next: string | null;
}

/**
 * Searches a list. While somebody types, pages that one search has read serve the next ones, for half a
 * minute. If nothing in them matches, the list is read again.
 */
export async function searchList(
	client: Client,
	list: ListRequest,
	wanted: Wanted,
): Promise<Searched> {
	if (list.cursor !== undefined)
		return await lookThrough(pagesUntil(wanted.until, client, list), wanted);
	const began = nextMoment();
	let first = began;
	const pages = async function* (since: number) {
		for await (const page of sharedPages(wanted.until, client, list, since)) {
			first = Math.min(first, page.moment);
			yield { records: [...page.records.all()].flat(), nextCursor: page.nextCursor };
		}
	};
	const searched = await lookThrough(pages(0), wanted);
	const isKept = first < began;
	return searched.found.length === 0 && isKept ? await lookThrough(pages(first), wanted) : searched;
}

/** The first page of a list, which may have been read up to half a minute ago. */
export async function recentPage(client: Client, list: ListRequest): Promise<IDataObject[]> {
	for await (const page of sharedPages(Infinity, client, list, 0)) {
		return [...page.records.all()].flat();
	}
	return [];
}

async function lookThrough(
	pages: AsyncIterable<{ records: IDataObject[]; nextCursor: string | null }>,
	{ isFound, count, until }: Wanted,
): Promise<Searched> {
	const slice = new TimeSlice();
	const searched: Searched = { found: [], read: 0, next: null };
	for await (const { records, nextCursor } of pages) {
		searched.read += records.length;
		searched.next = nextCursor;
		for (const record of records) {
			if (slice.isOver) await slice.yieldTurn();
			if (isFound(record)) searched.found.push(record);
		}
		if (searched.found.length >= count || Date.now() >= until) break;
	}
	return searched;
}

/** Like `pagesUntil`, for a list that several searches read together. */
async function* sharedPages(
	until: number,
	client: Client,
	list: ListRequest,
	since: number,
): AsyncGenerator<KeptPage> {
	const reader: Reader = { client, since, maxAge: SERVES_FOR, isOrdered: true, isHurried: true };
	const pages = readings.of(client, list).pages(reader);
	for await (const page of endingAt(
		pages,
		(error, isFirst) => !isFirst && mayRespondLater(error),
	)) {
		yield page;
		// Only the first page is waited for.
		reader.client = client.within({ until });
	}
}
