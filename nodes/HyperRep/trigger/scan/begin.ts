import { sleep } from 'n8n-workflow';

import { InputError } from '../../errors/InputError';
import { BEGINNING, DAY, latest, SECOND, shift, type Microseconds } from '../../time/microseconds';
import { Known } from '../recognizing/Known';
import { samplesOf } from '../recognizing/samples';
import { Unreadable } from '../recognizing/Unreadable';
import { isAtEnd, readPages, type List, type Page } from './List';
import { ListOrder } from './ListOrder';
import type { ScanRun } from './Reading';
import { learnFrom, momentOf, newestOf, newScan, type ScanState } from './ScanState';

/** How many full pages of a list are read to see its order. If they show none, the server's clock decides. */
const MAX_PAGES = 3;

/** How long a second of the server's clock takes, in milliseconds. */
const TICK = 1000;

/**
 * Begins with what exists: none of it is new, and everything created from now on is. It goes by what
 * the list shows where that shows enough, else by the server's clock, and takes five requests at most.
 *
 * @throws Error where neither shows the moment
 */
export async function begin(list: List, run: ScanRun): Promise<ScanState> {
	const peek = await list.peek(BEGINNING);
	let pages = [peek];
	let state = stateByList(peek, pages, BEGINNING, run);
	if (state === undefined) {
		const { serverTime } = peek;
		const most = serverTime === undefined ? Infinity : MAX_PAGES;
		// Where dates narrow the list, the last day will do. The server's clock may be wrong by some hours.
		const isNarrowed = list.dates === 'exact' && serverTime !== undefined;
		const since = isNarrowed ? shift(serverTime, -DAY) : BEGINNING;
		pages = await readPages(list.pages(since), most, run.isTimeUp);
		state = stateByList(peek, pages, since, run);
	}
	state ??= await stateByClock(list, [peek, ...pages]);
	const unreadable = new Unreadable([], list.kind, run.log);
	for (const page of pages) unreadable.add(page.unreadable, state.watermark, () => true);
	return { ...state, unreadable: unreadable.marks };
}

/** The state, if pages show all of a list since an instant, or the top of one that comes newest first. */
function stateByList(
	peek: Page,
	pages: Page[],
	since: Microseconds,
	{ lookBack }: ScanRun,
): ScanState | undefined {
	const isAll = isAtEnd(pages);
	const order = new ListOrder(pages.flatMap(({ items }) => items));
	const shownSince = isAll ? since : order.newestFirstSince;
	if (shownSince === undefined) return undefined;
	const state = stateOf([peek, ...pages]);
	if (state.newest === BEGINNING) {
		// Of records whose dates cannot be read, or that are older than what was read, the list shows no more.
		const isEmpty = [peek, ...pages].every(isBare) && peek.nextCursor === null;
		return isEmpty ? state : undefined;
	}
	const watermark = latest(shownSince, shift(state.start, -lookBack));
	const lastWalk = isAll ? state.start : undefined;
	return { ...remember(pages, state, watermark), lastWalk, isUnread: !isAll };
}

const isBare = ({ items, unreadable }: Page) => items.length + unreadable.length === 0;

/** Of a long list in another order: what is created from the next second on is new. */
async function stateByClock(list: List, pages: Page[]): Promise<ScanState> {
	const first = pages[0]?.serverTime;
	if (first === undefined) {
		throw new InputError(
			'HyperRep did not tell its time, and its list is too long to be read at once',
			"Change 'Start From' to 'Date', and enter a date.",
		);
	}
	let last = pages.at(-1)?.serverTime ?? first;
	if (last <= first) {
		await sleep(TICK);
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
	const since = latest(byClock, shift(newestOf(plausible), 1));
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
	known.add(pages.map(({ items }) => items.filter(({ at, isWanted }) => isWanted && at >= since)));
	return { ...state, watermark: since, known: known.encode(false) };
}
