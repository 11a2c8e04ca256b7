import { InputError } from '../../errors/InputError';
import { BEGINNING, DAY, latest, SECOND, shift, type Microseconds } from '../../time/microseconds';
import { Known } from './Known';
import type { List, Page } from './List';
import { ListOrder } from './ListOrder';
import { samplesOf } from './samples';
import { learnFrom, momentOf, newestOf, newScan, type ScanState } from './ScanState';
import { Unreadable } from './Unreadable';

/** So many full pages of a list are read for what they show, before its server's clock must do. */
const PAGES = 3;

/** How long a second of the server's clock takes, in milliseconds. */
const TICK = 1000;

interface BeginRun {
	/** How late a record may become visible, in microseconds. */
	lookBack: number;
	isTimeUp: () => boolean;
	/** Waits for milliseconds. */
	wait: (milliseconds: number) => Promise<void>;
	log: (message: string) => void;
}

/**
 * Begins with what exists: none of it is new, and everything created from now on is. It goes by what
 * the list shows where that shows enough, else by the server's clock, and takes five requests at most.
 *
 * @throws Error where neither shows the moment
 */
export async function begin(list: List, run: BeginRun): Promise<ScanState> {
	const peek = await list.peek(BEGINNING);
	let pages = [peek];
	let state = stateOfAll(pages, run) ?? stateOfTop(pages, run);
	if (state === undefined && list.dates === 'exact') {
		[pages, state] = await readDay(list, peek, run);
	}
	if (state === undefined) {
		const wanted = peek.serverTime === undefined ? Infinity : PAGES;
		pages = await read(list.pages(BEGINNING), wanted, run);
		state = stateOfAll(pages, run) ?? stateOfTop(pages, run);
		state ??= await stateByClock(list, [peek, ...pages], run);
	}
	const unreadable = new Unreadable([], list.kind, run.log);
	for (const page of pages) unreadable.add(page.unreadable, () => true);
	return { ...state, unreadable: unreadable.saved };
}

/** Reads the last day by the server's clock, which may be wrong by some hours. */
async function readDay(
	list: List,
	peek: Page,
	run: BeginRun,
): Promise<[Page[], ScanState | undefined]> {
	if (peek.serverTime === undefined) return [[], undefined];
	const since = shift(peek.serverTime, -DAY);
	const pages = [peek, ...(await read(list.pages(since), PAGES, run))];
	if (pages.at(-1)?.nextCursor !== null) return [pages, undefined];
	const state = stateOf(pages);
	return [pages, { ...remember(pages.slice(1), state, since), lastWalk: state.readTo }];
}

async function read(list: AsyncGenerator<Page>, most: number, run: BeginRun): Promise<Page[]> {
	const pages: Page[] = [];
	for await (const page of list) {
		pages.push(page);
		if (pages.length >= most || run.isTimeUp()) break;
	}
	return pages;
}

/** After the whole list was read: everything on it is known. */
function stateOfAll(pages: Page[], { lookBack }: BeginRun): ScanState | undefined {
	if (pages.at(-1)?.nextCursor !== null) return undefined;
	const state = stateOf(pages);
	if (state.newest === BEGINNING) return state;
	return { ...remember(pages, state, shift(state.start, -lookBack)), lastWalk: state.start };
}

/** After the top of a list was read that comes newest first: what is younger than its last is known. */
function stateOfTop(pages: Page[], { lookBack }: BeginRun): ScanState | undefined {
	const order = new ListOrder();
	const items = pages.flatMap((page) => page.items);
	for (const { at } of items) order.add(at);
	const shownSince = order.newestFirstSince;
	if (shownSince === undefined) return undefined;
	const state = stateOf(pages);
	const since = latest(shownSince, shift(state.start, -lookBack));
	return { ...remember(pages, state, since), isUnread: true };
}

/** Of a long list in another order: what is created from the next second on is new. */
async function stateByClock(list: List, pages: Page[], run: BeginRun): Promise<ScanState> {
	const [first] = pages.map(({ serverTime }) => serverTime);
	if (first === undefined) {
		throw new InputError(
			'HyperRep did not tell its time, and its list is too long to be read at once',
			"Change 'Start From' to 'Date', and enter a date.",
		);
	}
	let last = pages.at(-1)?.serverTime ?? first;
	if (last <= first) {
		await run.wait(TICK);
		last = (await list.peek(BEGINNING)).serverTime ?? first;
	}
	const state = stateOf(pages);
	const items = pages.flatMap((page) => page.items);
	// What existed at the first answer is older than the second that has begun since.
	const byClock = last > first ? shift(first, SECOND) : first;
	const later = items.filter(({ at }) => at >= byClock);
	// A clock that is behind most of the list is wrong; a date that is far ahead of the clock is.
	const isWrong = later.length * 2 > items.length;
	const plausible = later.filter(({ at }) => isWrong || at < shift(first, DAY));
	const since = latest(byClock, shift(newestOf({ items: plausible }), 1));
	return { ...remember(pages, state, since), readTo: since, isUnread: true };
}

/** What pages say about clocks and IDs, with the moment at which they were read as its start. */
function stateOf(pages: Page[]): ScanState {
	const state = newScan(BEGINNING);
	for (const page of pages) learnFrom(page, state);
	const [first] = pages;
	if (first === undefined || state.newest === BEGINNING) return state;
	const moment = momentOf(first, state);
	return { ...state, start: moment, readTo: moment, samples: samplesOf(first.items) };
}

function remember(pages: Page[], state: ScanState, since: Microseconds): ScanState {
	const known = new Known();
	known.add(pages.map(({ items }) => items.filter(({ at }) => at >= since)));
	return { ...state, watermark: since, known: known.encode(false) };
}
