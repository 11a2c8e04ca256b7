import { BEGINNING } from '../../time/microseconds';
import { MAX_EMPTY_PAGES, SHORT_PAGE } from '../numbers';
import type { Item } from '../recognizing/Item';
import type { List } from './List';
import { ListOrder } from './ListOrder';

/**
 * Finds recent records to show, in two requests where the list has some on its first page: the youngest ones,
 * where the list's order shows them or a page near its end is remembered, else the youngest of the first page.
 *
 * @param tail a page near the end
 * @returns the youngest first
 */
export async function findRecent(list: List, tail: string | undefined): Promise<Item[]> {
	const top = await list.page(BEGINNING, SHORT_PAGE);
	const isNewestFirst = new ListOrder(top.instants).newestFirstSince !== undefined;
	const shown = newestFirst(top.items.filter(isWanted));
	if (top.nextCursor === null || (isNewestFirst && shown.length > 0)) return shown;
	const page = await firstPage(list, tail).catch(async () => await firstPage(list));
	return newestFirst([...top.items, ...page].filter(isWanted));
}

async function firstPage(list: List, cursor?: string): Promise<Item[]> {
	let pages = 0;
	for await (const { items } of list.pages(BEGINNING, cursor)) {
		if (items.some(isWanted) || ++pages >= MAX_EMPTY_PAGES) return items;
	}
	return [];
}

const isWanted = (item: Item): boolean => item.isWanted;

/** Sorts items, the youngest first. */
export const newestFirst = (items: Item[]): Item[] => [...items].sort((a, b) => b.at - a.at);
