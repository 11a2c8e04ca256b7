import type { ApiError } from '../errors/ApiError';
import type { ApiRequest } from './ApiRequest';
import { EndlessGuard } from './EndlessGuard';
import type { Page } from './records';

/** The size of HyperRep's longest page. */
export const MAX_PAGE = 500;

/** How many records are read between two log entries. */
const RECORDS_PER_NOTE = 10_000;

/** What is requested below the client's organization, and for what. */
export type RequestOf = Pick<ApiRequest, 'path' | 'query' | 'purpose'>;

/** A list, and how much of it to read. */
export interface ListRequest extends RequestOf {
	/** How many records at most; without it, all. */
	limit?: number;
	/** Where to begin; without it, at the top. */
	cursor?: string;
	/** What the records are called in n8n's log, e.g. `sales`. Without it, nothing is logged. */
	noun?: string;
	/**
	 * The field with their ID: a record that the previous page had under the same ID is left out. If cursors
	 * are positions, it is repeated when another record is created in between.
	 */
	idField?: string;
}

/** The part of a client that a pager needs. */
interface PageSource {
	getPage(list: ListRequest): Promise<Page>;
	endless(list: ListRequest, what: string): ApiError;
	noteProgress(count: number, noun: string): void;
}

/**
 * One walk through a list, page by page. It requests no more than is left of `limit`, and cuts off anything
 * beyond. It continues after a short or an empty page. The progress of a long list is logged.
 */
export class Pager {
	/** Whether the end of the list, or the limit, was reached. */
	isOver = false;
	/** How many records were read. */
	count = 0;
	private readonly guard = new EndlessGuard();
	private endless: string | undefined;
	private cursor: string | undefined;
	private shown = new Set<unknown>();
	private nextNote = RECORDS_PER_NOTE;

	constructor(private readonly list: ListRequest) {
		this.cursor = list.cursor;
	}

	/** Whether nothing has been read yet. */
	get isAtTop(): boolean {
		return this.cursor === this.list.cursor;
	}

	/**
	 * Reads the next page. If that fails, it can be called again.
	 *
	 * @param source may be another client of the same list each time
	 * @throws ApiError for a list that would never end
	 */
	async next(source: PageSource): Promise<Page> {
		const { list } = this;
		const { limit = Infinity, noun, idField } = list;
		if (this.endless !== undefined) throw source.endless(list, this.endless);
		if (noun !== undefined && this.count >= this.nextNote) {
			source.noteProgress(this.count, noun);
			this.nextNote = this.count + RECORDS_PER_NOTE;
		}
		const left = limit - this.count;
		const { cursor } = this;
		const page = await source.getPage({ ...list, limit: Math.min(left, MAX_PAGE), cursor });
		// Before the page is returned: its reader may change the records.
		this.endless = this.guard.check(page);
		if (idField !== undefined) this.shown = leaveOut(page, idField, this.shown);
		if (page.records.length > left) page.records.length = left;
		this.count += page.records.length;
		this.cursor = page.nextCursor ?? undefined;
		this.isOver = page.nextCursor === null || this.count === limit;
		return page;
	}
}

/** Removes the records from a page whose IDs were `shown`; returns the IDs of all its records. */
function leaveOut(page: Page, idField: string, shown: ReadonlySet<unknown>): Set<unknown> {
	const ids = new Set<unknown>();
	if (page.nextCursor !== null) for (const record of page.records) ids.add(record[idField]);
	for (const none of [undefined, null, '']) ids.delete(none);
	if (shown.size > 0) page.records = page.records.filter((record) => !shown.has(record[idField]));
	return ids;
}
