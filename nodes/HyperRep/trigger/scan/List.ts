import type { IDataObject } from 'n8n-workflow';

import type { Microseconds } from '../../time/microseconds';
import type { Item, Kind } from './Item';

/** One page of a list, its records read once. */
export interface Page {
	items: Item[];
	/** Records whose instant cannot be read. */
	unreadable: IDataObject[];
	/** Where the page began; `undefined` for the top of the list. */
	cursor: string | undefined;
	/** Where the next one begins; `null` at the end of the list. */
	nextCursor: string | null;
	/** The `Date` header: whole seconds, and maybe of another clock than HyperRep's. */
	serverTime: Microseconds | undefined;
}

/** A list that can neither be filtered nor sorted. */
export interface List {
	kind: Kind;
	/** Reads a short first page. */
	peek(): Promise<Page>;
	/**
	 * Reads full pages from a cursor on, or from the top. It ends early where the poll's time is over in
	 * the middle of a page, unless that is the first one.
	 */
	pages(cursor?: string): AsyncGenerator<Page>;
}
