import { createHash } from 'node:crypto';

import { Refusal } from './refusal';

/** Where the next page of a list begins: a position, or the record after which it begins. */
type Place = { offset: number } | { after: number };

/** One page of a list. */
export interface Page<T> {
	records: readonly T[];
	limit: number;
	cursor: string | null;
	nextCursor: string | null;
}

/**
 * Cursors are opaque to the client: here a JSON text in base64 that is bound to its list by a
 * check, `list` being everything that must stay the same from page to page.
 */
function writeCursor(list: string, place: Place): string {
	return Buffer.from(JSON.stringify({ ...place, check: check(list) })).toString('base64');
}

function readCursor(list: string, cursor: string): Place {
	let parsed: unknown;
	try {
		parsed = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
	} catch {
		parsed = undefined;
	}
	const { check: found, ...place } = (parsed ?? {}) as { check?: string } & Place;
	if (found !== check(list)) throw new Refusal(400, 'Invalid cursor');
	return place;
}

const check = (list: string) => createHash('sha256').update(list).digest('hex').slice(0, 12);

/**
 * Cuts one page out of `records`.
 *
 * @param list names the list and its filters; a cursor of another list is refused
 * @param find turns a keyset place into a position; without it cursors are positions, so records
 * that come or go in front of a place move what follows
 * @throws Refusal for a limit that is not 1 to 500 (422) or an unknown cursor (400)
 */
export function cutPage<T>(
	records: readonly T[],
	query: Record<string, string>,
	list: string,
	{
		longestPage = 500,
		defaultLimit = 25,
		keyset,
	}: {
		longestPage?: number;
		defaultLimit?: number;
		keyset?: { key: (record: T) => number; find: (key: number) => number };
	} = {},
): Page<T> {
	const limit = readLimit(query.limit, defaultLimit);
	const cursor = query.cursor ?? null;
	let start = 0;
	if (cursor !== null) {
		const place = readCursor(list, cursor);
		start = 'offset' in place ? place.offset : (keyset?.find(place.after) ?? 0);
	}
	const end = Math.min(start + Math.min(limit, longestPage), records.length);
	const page = records.slice(start, end);
	let nextCursor: string | null = null;
	if (end < records.length) {
		const last = page.at(-1);
		const place = keyset && last ? { after: keyset.key(last) } : { offset: end };
		nextCursor = writeCursor(list, place);
	}
	return { records: page, limit, cursor, nextCursor };
}

function readLimit(text: string | undefined, defaultLimit: number): number {
	if (text === undefined) return defaultLimit;
	const limit = Number(text);
	if (!/^\d+$/.test(text)) {
		throw Refusal.invalid(['query', 'limit'], 'Input should be a valid integer');
	}
	if (limit < 1) {
		throw Refusal.invalid(['query', 'limit'], 'Input should be greater than or equal to 1');
	}
	if (limit > 500) {
		throw Refusal.invalid(['query', 'limit'], 'Input should be less than or equal to 500');
	}
	return limit;
}
