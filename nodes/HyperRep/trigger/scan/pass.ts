import { BEGINNING, earliest, latest, type Microseconds } from '../../time/microseconds';
import type { List, Page } from '../list/List';
import { ListOrder } from '../list/ListOrder';
import { MAX_AT_ONCE } from '../numbers';
import type { Item } from '../recognizing/Item';
import { newestOf } from './Clock';
import { sinceOf } from './front';
import type { Reading } from './Reading';
import type { Pass, Place } from './ScanState';

/** A pass that has not read anything. */
export function newPass(
	reading: Reading,
	{ isUrgent, isFull, isSure = false }: Pick<Pass, 'isUrgent' | 'isFull'> & { isSure?: boolean },
): Pass {
	reading.known.beginPass();
	return {
		since: isFull ? reading.before.watermark : sinceOf(reading),
		began: reading.moment,
		isUrgent,
		isFull,
		isSure,
		isAtEnd: false,
		isOver: false,
		pages: 0,
		newest: BEGINNING,
		order: [],
		waiting: [],
		undecided: [],
		hasWaited: false,
		forgotten: BEGINNING,
	};
}

export const isDone = ({ isOver, waiting, undecided }: Pass): boolean =>
	isOver && waiting.length + undecided.length === 0;

/** What one poll has read of a pass. */
export interface Progress {
	pass: Pass;
	pages: Page[];
	/** What it found. */
	fresh: Item[];
	/** Whether it must be begun again, to be sure. */
	isUnsure: boolean;
}

/**
 * Reads on in a pass: first the pages on which records wait for their turn, then those that it has not
 * reached, and last those of which only all of it can say what is new.
 *
 * @param most how many pages
 */
export async function readOn(
	reading: Reading,
	before: Pass,
	most: number,
	first?: Page,
): Promise<Progress> {
	const progress: Progress = { pass: before, pages: [], fresh: [], isUnsure: false };
	await readPlaces(reading, progress, 'waiting', most);
	if (progress.pass.waiting.length > 0) return progress;
	await readAhead(reading, progress, most, first);
	if (progress.pass.isOver) await readPlaces(reading, progress, 'undecided', most);
	return progress;
}

/** Reads the pages that are next, until the order shows that the rest is old, or all is read. */
async function readAhead(
	reading: Reading,
	progress: Progress,
	most: number,
	first?: Page,
): Promise<void> {
	if (progress.pass.isOver || progress.pages.length >= most) return;
	const { run, clock, border } = reading;
	const pages: Page[] = [];
	let open = 0;
	for await (const page of pagesAhead(reading, progress, first)) {
		pages.push(reading.take(page));
		const pass = (progress.pass = step(reading, progress.pass, page));
		const order = new ListOrder([], pass.order);
		const isPassed = !pass.isFull && order.hasPassed(border) && pass.newest >= clock.newest;
		pass.isOver = pass.isAtEnd || (isPassed && !reading.isFrontDistrusted);
		open += reading.openOn(page);
		// What follows in a list that comes oldest first is younger still.
		const isEnough = open >= (order.isOldestFirst ? run.maxRecords : MAX_AT_ONCE);
		if (pass.isOver || isEnough || run.isTimeUp() || pages.length >= most) break;
	}
	// Only now that all was read do the clocks say when that was.
	if (pages[0]?.cursor === undefined) {
		progress.pass = { ...progress.pass, began: reading.moment };
	}
	settle(reading, progress, pages);
}

/** @param first the top, where it was read already */
async function* pagesAhead(
	reading: Reading,
	progress: Progress,
	first?: Page,
): AsyncGenerator<Page> {
	const { list } = reading;
	const { since, cursor } = progress.pass;
	if (first !== undefined) {
		yield first;
		if (first.nextCursor !== null) yield* list.pages(since, first.nextCursor);
		return;
	}
	const pages = await openAt(list, since, cursor);
	if (pages === undefined) beginAgain(reading, progress);
	yield* pages ?? list.pages(progress.pass.since);
}

/** Reads from a cursor of an earlier poll on; `undefined` where it fails. */
async function openAt(
	list: List,
	since: Microseconds,
	cursor: string | undefined,
): Promise<AsyncGenerator<Page> | undefined> {
	const pages = list.pages(since, cursor);
	if (cursor === undefined) return pages;
	const first = await pages.next().catch(() => undefined);
	if (first === undefined) return undefined;
	return (async function* () {
		if (first.done !== true) yield first.value;
		yield* pages;
	})();
}

/**
 * Goes back to the top, which tells whether a cursor or HyperRep is at fault. Where cursors expire, nothing
 * can be left to the next poll.
 */
function beginAgain(reading: Reading, progress: Progress): void {
	progress.pass = newPass(reading, { ...progress.pass, isUrgent: true });
}

/** Moves a pass behind a page. */
export function step(reading: Reading, pass: Pass, page: Page): Pass {
	const { cursor, nextCursor, instants } = page;
	if (nextCursor !== null && nextCursor === cursor) {
		throw new Error(
			`HyperRep returned an inconsistent list of ${reading.list.kind.noun} records: it leads to the same page again and again`,
		);
	}
	const order = new ListOrder(instants, pass.order);
	const [first] = instants;
	const isOld = first !== undefined && reading.isOlderThanLookBack(first);
	const tail = isOld ? cursor : pass.tail;
	return {
		...pass,
		cursor: nextCursor ?? undefined,
		isAtEnd: nextCursor === null,
		pages: pass.pages + 1,
		newest: latest(pass.newest, newestOf(page)),
		order: order.saved,
		tail: order.oldestFirstSlack === undefined ? undefined : tail,
	};
}

/** Reads pages again, those first on which the oldest records are, until enough of them can be emitted. */
async function readPlaces(
	reading: Reading,
	progress: Progress,
	name: 'waiting' | 'undecided',
	most: number,
): Promise<void> {
	const { list, run, found } = reading;
	const left = [...progress.pass[name]].sort(([, a], [, b]) => a - b);
	while (left.length > 0 && progress.pages.length < most) {
		const [cursor, at] = left[0] ?? [null, BEGINNING];
		const ready = found.filter((item) => item.isWanted && item.at <= at).length;
		if ((name === 'waiting' && ready >= run.maxRecords) || run.isTimeUp()) break;
		const again = await openAt(list, progress.pass.since, cursor ?? undefined);
		if (again === undefined) {
			beginAgain(reading, progress);
			return;
		}
		const pages: Page[] = [];
		for await (const page of again) {
			pages.push(reading.take(page));
			// New records in front may have moved it to the page behind.
			if (page.instants.includes(at) || run.isTimeUp()) break;
		}
		// All that the pass has shown of them before was somewhere else.
		settle(reading, progress, pages, name === 'undecided');
		left.shift();
	}
	progress.pass = { ...progress.pass, [name]: left };
}

/** Says what is new on pages of the pass, and notes those on which that can't be said yet. */
function settle(
	reading: Reading,
	progress: Progress,
	pages: Page[],
	isSure = progress.pass.isSure,
): void {
	const { pass } = progress;
	const { isOver, isAtEnd, order } = pass;
	const shownSince = isAtEnd ? BEGINNING : new ListOrder([], order).newestFirstSince;
	const wholeSince = isOver ? shownSince : undefined;
	const { fresh, undecided, isUnsure } = reading.recognize(pages, {
		isPass: true,
		isSure,
		wholeSince,
	});
	for (const page of pages) progress.pages.push(page);
	for (const item of fresh) progress.fresh.push(item);
	progress.isUnsure ||= isUnsure;
	if (isOver) return;
	progress.pass = { ...pass, undecided: [...pass.undecided, ...placesOf(undecided, pages)] };
}

/** The pages on which items came, each with the oldest of them. */
export function placesOf(items: Item[], pages: Page[]): Place[] {
	const wanted = new Set(items);
	return pages.flatMap((page) => {
		const instants = page.items.filter((item) => wanted.has(item)).map(({ at }) => at);
		const place: Place = [page.cursor ?? null, earliest(...instants)];
		return instants.length > 0 ? [place] : [];
	});
}
