import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../values/objects';
import { UnreadableResponse } from './Connection';
import { serverTime, type HttpResponse } from './outcome';
import { isTooLongForId } from './url';

/** One page of a list. */
export interface Page {
	records: IDataObject[];
	/** The one that it was requested with; `undefined` for the top of the list. */
	cursor: string | undefined;
	/** The cursor of the next page; `null` if there is none. */
	nextCursor: string | null;
	/** The server's clock when it responded, in epoch milliseconds, from the `Date` header. */
	serverTime: number | undefined;
}

/** Makes a reader that returns a record, or throws UnreadableResponse if it has no ID in `idField`. */
export const readRecord = (idField: string) => (body: IDataObject) => {
	const id = body[idField];
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new UnreadableResponse(`the ID ("${idField}") is missing`);
	}
	if (typeof id === 'string' && isTooLongForId(id)) {
		throw new UnreadableResponse(`the ID ("${idField}") is too long`);
	}
	return body;
};

/** Reads the records of a list, paged or not; throws UnreadableResponse for anything else. */
export function readRecords({ data }: { data?: unknown }): IDataObject[] {
	if (!Array.isArray(data)) throw new UnreadableResponse('the list ("data") is missing');
	if (!data.every(isObject)) {
		throw new UnreadableResponse('the list ("data") contains something other than records');
	}
	return data;
}

/** Makes a reader of the page that a cursor was sent for; it throws UnreadableResponse for anything else. */
export const readPage =
	(cursor: string | undefined) =>
	(body: IDataObject, response: HttpResponse): Page => {
		const records = readRecords(body);
		const { pagination } = body;
		if (!isObject(pagination)) throw new UnreadableResponse('"pagination" is missing');
		return {
			records,
			cursor,
			nextCursor: readCursor(pagination),
			serverTime: serverTime(response),
		};
	};

/**
 * Only `null` is documented as the end. If the list were taken to end too early, it would be cut off
 * silently, and Find or Create would duplicate the rest. So an empty text is the end only if `has_more`
 * confirms it.
 */
function readCursor({ next_cursor: cursor, has_more: hasMore }: IDataObject): string | null {
	if (cursor === null || (cursor === '' && hasMore === false)) return null;
	if (cursor === undefined) throw new UnreadableResponse('"next_cursor" is missing');
	if (cursor === '') throw new UnreadableResponse('"next_cursor" is empty');
	if (typeof cursor !== 'string') throw new UnreadableResponse('"next_cursor" is not text');
	return cursor;
}
