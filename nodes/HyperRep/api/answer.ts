import type { IDataObject } from 'n8n-workflow';

/** What came back from one try of a request. */
export type Answer = HttpResponse | NoResponse;

export interface HttpResponse {
	kind: 'response';
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed where it was JSON, else the text. */
	body: unknown;
}

export interface NoResponse {
	kind: 'noResponse';
	/**
	 * `notConnected` and `notTrusted`: nothing was sent, since no connection came about, or none that
	 * is secure. `timedOut` and `lost`: something may have been.
	 */
	reason: 'notConnected' | 'notTrusted' | 'timedOut' | 'lost';
	/** Of Node.js or the HTTP library, e.g. `ECONNRESET`. */
	code: string;
}

/** One page of a list, `date` being the `Date` header of its answer. */
export interface Page {
	records: IDataObject[];
	/** Send it back for the next page; `null` says that there is none. */
	nextCursor: string | null;
	date: string | undefined;
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON answer that ends in the middle: announced as JSON, but not readable as such. */
export function isTruncated({ status, headers, body }: HttpResponse): boolean {
	return status < 300 && typeof body === 'string' && /json/i.test(headers['content-type'] ?? '');
}

/**
 * HyperRep's own explanation, in words. It is a text, or for 422 a list of
 * `{loc: ['body', 'email'], msg: 'value is not …'}`, as the framework behind the API writes it.
 *
 * @returns `undefined` where the answer explains nothing, like a proxy's web page
 */
export function readDetail(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { detail } = body as { detail?: unknown };
	const entries = Array.isArray(detail) ? detail : [detail];
	const words = entries.map(describeEntry).filter((entry) => entry !== '');
	return words.length === 0 ? undefined : words.join('; ');
}

function describeEntry(entry: unknown): string {
	if (typeof entry === 'string') return entry.trim();
	const { loc, msg } = (isObject(entry) ? entry : {}) as { loc?: unknown; msg?: unknown };
	if (typeof msg !== 'string') return '';
	// The first part says where the value was sent (body, query, path), which users do not see.
	const place = Array.isArray(loc) ? loc.slice(1).join('.') : '';
	return place === '' ? msg : `${place}: ${msg}`;
}

/**
 * Reads one record.
 *
 * @param idField the name of the field without which it is none
 * @returns the record, or in words what is missing
 */
export function readRecord({ body }: HttpResponse, idField: string): IDataObject | string {
	const record = body as IDataObject;
	const isNamed = ['string', 'number'].includes(typeof record[idField]);
	return isNamed ? record : `the ID ("${idField}") is missing`;
}

/**
 * Reads one page of a list.
 *
 * @param paged whether the list has pages at all
 * @returns the page, or in words what is missing from it
 */
export function readPage({ body, headers }: HttpResponse, paged: boolean): Page | string {
	const { data, pagination } = body as { data?: unknown; pagination?: unknown };
	if (!Array.isArray(data)) return 'the list ("data") is missing';
	if (!data.every(isObject)) return 'the list ("data") holds something that is no record';
	const page = { records: data as IDataObject[], nextCursor: null, date: headers.date };
	if (!paged) return page;
	if (!isObject(pagination)) return '"pagination" is missing';
	// `next_cursor` alone is the documented signal; `has_more` only goes with it.
	const nextCursor = pagination.next_cursor ?? null;
	if (nextCursor === null || nextCursor === '') return page;
	if (typeof nextCursor !== 'string') return '"next_cursor" is not a text';
	return { ...page, nextCursor };
}
