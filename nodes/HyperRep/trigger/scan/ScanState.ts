import { BEGINNING, DAY, latest, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import type { Sample } from '../recognizing/samples';
import type { UnreadableMark } from '../recognizing/Unreadable';
import type { Page } from './List';
import type { SavedOrder } from './ListOrder';

/** One passage through the list, from its top to its end, in as many polls as it takes. */
export interface Walk {
	/** The page that is next; absent for the top. */
	cursor?: string;
	/** The moment at which it began. */
	began: Microseconds;
	/** It goes on at once until everything since then was read; absent, a page at a time will do. */
	goal?: Microseconds;
	/** When the youngest record was created that was read since it began. */
	newest: Microseconds;
	order?: SavedOrder;
	/** A page near the end, if the list comes oldest first. */
	tail?: string;
}

/** What a scan remembers from poll to poll, as plain data. */
export interface ScanState {
	/** What was created before it does not count. */
	start: Microseconds;
	/** What was created before it is settled: it was dealt with, or does not count. */
	watermark: Microseconds;
	/** Everything created before it was read, except what shows late. */
	readTo: Microseconds;
	/** When the youngest record was created that was ever read. */
	newest: Microseconds;
	/** By how much the `Date` header was at least ahead of the youngest record; see `momentOf`. */
	lag?: number;
	/** The records since the watermark that were dealt with; see `Known`. */
	known: string;
	/** What was created before it was too much to be remembered. It is settled once all of it was read. */
	forgotten?: Microseconds;
	/** Whether the list may still hold records from before the activation that nobody has read. */
	isUnread: boolean;
	idsAreStable: boolean;
	samples: Sample[];
	walk?: Walk;
	/** The moment at which the walk before this one began. */
	lastWalk?: Microseconds;
	/** In a list that comes oldest first, a page near its end. */
	tail?: string;
	/** Whether its first full page shows what is new, and a short one does not. */
	isTopFull?: boolean;
	/** Polls since a page of the walk was read. */
	pause: number;
	unreadable: UnreadableMark[];
}

/** State that knows nothing: everything since `start` is new. */
export function newScan(start: Microseconds): ScanState {
	return {
		start,
		watermark: start,
		readTo: start,
		newest: BEGINNING,
		known: '',
		isUnread: false,
		idsAreStable: false,
		samples: [],
		pause: 0,
		unreadable: [],
	};
}

/** When the youngest of some records was created; the beginning of time where there are none. */
export function newestOf(items: Item[]): Microseconds {
	return items.reduce((newest, { at }) => latest(newest, at), BEGINNING);
}

/**
 * The moment of an answer by the clock that writes the records' dates, never later than it was. The
 * `Date` header may come from another clock, so it only says how much time has gone by since the
 * youngest record.
 */
export function momentOf({ serverTime }: Page, { lag, newest }: ScanState): Microseconds {
	return serverTime === undefined || lag === undefined ? newest : shift(serverTime, -lag);
}

/**
 * The latest plausible date on a page: one far ahead of the server's clock is wrong. Where most are, the
 * clock is wrong, and every date is plausible.
 */
export function plausibleUntil({ items, serverTime }: Page): number {
	const limit = serverTime === undefined ? Infinity : shift(serverTime, DAY);
	const plausible = items.filter(({ at }) => at <= limit);
	return plausible.length * 2 < items.length ? Infinity : limit;
}

/** Takes over what a page says about clocks and about the youngest record. */
export function learnFrom(page: Page, state: ScanState): void {
	const limit = plausibleUntil(page);
	const newest = newestOf(page.items.filter(({ at }) => at <= limit));
	state.newest = latest(state.newest, newest);
	if (state.walk !== undefined) state.walk.newest = latest(state.walk.newest, newest);
	if (page.serverTime === undefined || newest === BEGINNING) return;
	state.lag = Math.min(state.lag ?? Infinity, Math.max(0, page.serverTime - newest));
}
