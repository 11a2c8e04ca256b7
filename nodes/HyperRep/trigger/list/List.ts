import type { IDataObject } from 'n8n-workflow';

import type { Microseconds } from '../../time/microseconds';
import type { Item, DatedKind } from '../recognizing/Item';

/** One page of a list, its records read once. */
export interface ItemPage {
	/** The records that count, with those that a filter leaves out. */
	items: Item[];
	/** When all of its records were created, in their order, also of those that never count. */
	instants: Microseconds[];
	/** Records whose instant cannot be read. */
	unreadable: IDataObject[];
	/** Where the page began; `undefined` for the top of the list. */
	cursor: string | undefined;
	/** Where the next one begins; `null` at the end of the list. */
	nextCursor: string | null;
	/** The `Date` header: whole seconds, and maybe of another clock than HyperRep's. */
	serverTime: Microseconds | undefined;
}

/** Whether pages that were read in one go reach the end of their list. */
export const isAtEnd = (pages: ItemPage[]): boolean => pages.at(-1)?.nextCursor === null;

/** Reads at most `most` pages of a list, as far as there is time. */
export async function readPages(
	list: AsyncGenerator<ItemPage>,
	most = Infinity,
	isTimeUp = () => false,
): Promise<ItemPage[]> {
	const pages: ItemPage[] = [];
	for await (const page of list) {
		pages.push(page);
		if (pages.length >= most || isTimeUp()) break;
	}
	return pages;
}

/** A list whose order is not documented, read page by page. */
export interface List {
	kind: DatedKind;
	/**
	 * Whether it can be asked for what is dated since an instant: exactly, loosely (by another date of
	 * the record, so that more may come), or not at all.
	 */
	dates: 'exact' | 'loose' | 'none';
	/** Reads one page, of at most `limit` records, of what is dated since an instant. */
	page(since: Microseconds, limit: number, cursor?: string): Promise<ItemPage>;
	/**
	 * Reads full pages of what is dated since an instant, from a cursor on or from the top. It ends early
	 * where the poll's time is over in the middle of a page, unless that is the first one.
	 */
	pages(since: Microseconds, cursor?: string): AsyncGenerator<ItemPage>;
}
