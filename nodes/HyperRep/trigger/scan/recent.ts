import { BEGINNING } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import type { List } from './List';
import { ListOrder } from './ListOrder';
import type { ScanState } from './ScanState';

/** How many pages without a record to show are read before the list counts as empty. */
const MAX_EMPTY_PAGES = 5;

/**
 * Finds a recent record to show, in two requests where the list has some on its first page: the youngest, where the list's order shows it
 * or a page near its end is remembered, else the youngest of the first page.
 *
 * @returns `undefined` where the list is empty
 */
export async function findRecent(
	list: List,
	state: ScanState | undefined,
): Promise<Item | undefined> {
	const peek = await list.peek(BEGINNING);
	const isNewestFirst = new ListOrder(peek.items).newestFirstSince !== undefined;
	const [first] = newestFirst(peek.items.filter(isWanted));
	if (peek.nextCursor === null || (isNewestFirst && first !== undefined)) return first;
	const page = await firstPage(list, state?.tail).catch(async () => await firstPage(list));
	return newestFirst([...peek.items, ...page].filter(isWanted))[0];
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
