import { sleep } from 'n8n-workflow';

import { InputError } from '../../errors/InputError';
import { BEGINNING, DAY, latest, SECOND, shift, type Microseconds } from '../../time/microseconds';
import { isAtEnd, readPages, type List, type ItemPage } from '../list/List';
import { ListOrder } from '../list/ListOrder';
import { FULL_PASS_EVERY, MAX_PAGES_TO_BEGIN, SHORT_PAGE } from '../numbers';
import { Ids } from '../recognizing/Ids';
import { Known } from '../recognizing/Known';
import { Unreadable } from '../recognizing/Unreadable';
import { Clock } from './Clock';
import type { ScanRun } from './Reading';
import { newScan, type ScanState } from './ScanState';

/** How long a second of the server's clock takes, in milliseconds. */
const TICK = 1000;

/**
 * Begins with what exists: none of it is new, and everything created from now on is. It goes by what
 * the list shows where that shows enough, else by the server's clock, and takes five requests at most.
 *
 * @throws Error where neither shows the moment
 */
export async function begin(list: List, run: ScanRun): Promise<ScanState> {
	const top = await list.page(BEGINNING, SHORT_PAGE);
	let pages = [top];
	let state = stateByList(top, pages, BEGINNING, run);
	if (state === undefined) {
		const { serverTime } = top;
		const most = serverTime === undefined ? Infinity : MAX_PAGES_TO_BEGIN;
		// Where dates narrow the list, the last day will do. The server's clock may be wrong by some hours.
		const isNarrowed = list.dates === 'exact' && serverTime !== undefined;
		const since = isNarrowed ? shift(serverTime, -DAY) : BEGINNING;
		pages = await readPages(list.pages(since), most, run.isTimeUp);
		state = stateByList(top, pages, since, run);
	}
	state ??= await stateByClock(list, [top, ...pages]);
	const unreadable = new Unreadable([], list.kind, run.log);
	for (const page of pages) unreadable.add(page.unreadable, state.watermark, () => true);
	return { ...state, unreadable: unreadable.marks };
}

/** The state, if pages show all of a list since an instant, or the top of one that comes newest first. */
function stateByList(
	top: ItemPage,
	pages: ItemPage[],
	since: Microseconds,
	{ lookBack }: ScanRun,
): ScanState | undefined {
	const isAll = isAtEnd(pages);
	const order = new ListOrder(pages.flatMap(({ instants }) => instants));
	const shownSince = isAll ? since : order.newestFirstSince;
	if (shownSince === undefined) return undefined;
	const state = stateOf([top, ...pages]);
	if (state.clock.newest === BEGINNING) {
		// Of records whose dates cannot be read, or that are older than what was read, the list shows no more.
		const isEmpty = [top, ...pages].every(isBare) && top.nextCursor === null;
		return isEmpty ? state : undefined;
	}
	const watermark = latest(shownSince, shift(state.start, -lookBack));
	const lastFull = isAll ? state.start : BEGINNING;
	return { ...remember(pages, state, watermark), lastFull, hasUnreadPast: !isAll };
}

const isBare = ({ instants, unreadable }: ItemPage) => instants.length + unreadable.length === 0;

/** Of a long list in another order: what is created from the next second on is new. */
async function stateByClock(list: List, pages: ItemPage[]): Promise<ScanState> {
	const first = pages[0]?.serverTime;
	if (first === undefined) {
		throw new InputError(
			"HyperRep's response has no date, and the list is too long to read in one poll",
			"Change 'Start From' to 'Date', and enter a date.",
		);
	}
	let last = pages.at(-1)?.serverTime ?? first;
	if (last <= first) {
		await sleep(TICK);
		last = (await list.page(BEGINNING, 1)).serverTime ?? first;
	}
	const state = stateOf(pages);
	const instants = pages.flatMap((page) => page.instants);
	// What existed at the first response is older than the second that has begun since.
	const byClock = last > first ? shift(first, SECOND) : first;
	const later = instants.filter((at) => at >= byClock);
	// A clock that is behind most of the list is wrong; a date that is far ahead of the clock is.
	const isWrong = later.length * 2 > instants.length;
	const plausible = later.filter((at) => isWrong || at < shift(first, DAY));
	const newest = plausible.reduce((before, at) => latest(before, at), shift(byClock, -1));
	const since = shift(newest, 1);
	return { ...remember(pages, state, since), readTo: since, hasUnreadPast: true };
}

/** What pages say about clocks and IDs, with the moment at which they were read as its start. */
function stateOf(pages: ItemPage[]): ScanState {
	const state = newScan(BEGINNING);
	const clock = new Clock();
	for (const page of pages) clock.learn(page);
	if (clock.newest === BEGINNING) return state;
	const { moment } = clock;
	const ids = new Ids(state.ids);
	for (const { items } of new Set(pages)) ids.learn(items);
	return { ...state, clock: clock.saved, start: moment, readTo: moment, ids: ids.saved };
}

/** Remembers what pages show since an instant. What was just read is not read again soon. */
function remember(pages: ItemPage[], state: ScanState, since: Microseconds): ScanState {
	const known = new Known();
	const recent = pages.map(({ items }) => items.filter(({ at }) => at >= since));
	known.recognize(recent, { areIdsStable: state.ids.areStable, completeSince: BEGINNING });
	// The pages of a list that comes oldest first say little about the moment.
	const moment = latest(state.readTo, since);
	const nextFull = shift(moment, FULL_PASS_EVERY);
	return { ...state, watermark: since, known: known.encode(false), nextFull, lastDeep: moment };
}
