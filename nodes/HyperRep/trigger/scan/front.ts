import { MAX_PAGE } from '../../api/Pager';
import { latest, shift, type Microseconds } from '../../time/microseconds';
import { isAtEnd, type ItemPage } from '../list/List';
import { ListOrder, NEWEST_FIRST } from '../list/ListOrder';
import { ENOUGH_STEPS, SHORT_PAGE, TAIL_GROWS_TO, TAIL_KEEPS } from '../numbers';
import { newestOf } from './Clock';
import type { Reading } from './Reading';
import type { ScanState, Tail } from './ScanState';

/** What the front of a list has shown. */
export interface Front {
	pages: ItemPage[];
	/** Since then the pages show everything; absent where they may not. */
	completeSince?: Microseconds;
	/** Up to when everything was read. */
	readTo: Microseconds;
	/** Whether they are as long as pages can be, so that a pass can resume behind them. */
	isFullPage: boolean;
	/** Whether a short page of the top would not have been enough. */
	needsFullPage?: boolean;
	/** Whether they are all of the list. */
	isAll?: boolean;
	/** The remembered tail, if it was read. */
	tail?: Tail;
}

/** Reads where new records show in a sorted list: its tail where it comes oldest first, else its top. */
export async function readFront(reading: Reading): Promise<Front> {
	return (await readTail(reading)) ?? (await readTop(reading));
}

/**
 * Reads the first page: a short one, unless that would not have been enough the last time. The first time, what reads
 * the top again sees whether IDs stay.
 */
async function readTop(reading: Reading): Promise<Front> {
	const { list, before, border, clock, isFrontDistrusted } = reading;
	const isFirst = before.ids.samples.length === 0;
	const isShort =
		isFirst || (list.dates !== 'exact' && !before.needsFullPage && !isFrontDistrusted);
	const since = sinceOf(reading);
	const page = reading.take(await list.page(since, isShort ? SHORT_PAGE : MAX_PAGE));
	const order = orderOfTop(before, page.instants);
	const isTop = order.hasPassed(border) && newestOf(page) >= clock.newest && !isFrontDistrusted;
	const isAll = page.nextCursor === null;
	return {
		pages: [page],
		completeSince: isAll ? since : isTop ? order.newestFirstSince : undefined,
		readTo: reading.clock.moment,
		isFullPage: !isShort,
		needsFullPage: !orderOfTop(before, page.instants.slice(0, SHORT_PAGE)).hasPassed(border),
		isAll: isAll && since <= before.watermark,
	};
}

/** The order that the top shows. Where an import has left one instant there, it shows none, but the last pass may have. */
function orderOfTop({ isNewestFirst }: ScanState, instants: Microseconds[]): ListOrder {
	const isProven = isNewestFirst && instants.length > ENOUGH_STEPS;
	return new ListOrder(instants, isProven ? NEWEST_FIRST : []);
}

/** What the list is asked for: a window of a long audit log, else everything since the watermark. */
export function sinceOf({ list, before, known, border, isDeep }: Reading): Microseconds {
	const isWindow = list.dates === 'exact' && !isDeep && known.size > MAX_PAGE - SHORT_PAGE;
	return isWindow ? border : before.watermark;
}

/** Reads from a page near the end, or from an earlier one where its cursor fails. */
async function readTail(reading: Reading): Promise<Front | undefined> {
	const { before, isDeep } = reading;
	const { tail } = before;
	if (tail === undefined || reading.isFrontDistrusted) return undefined;
	for (const cursor of new Set(isDeep ? [tail.far] : [tail.near, tail.far])) {
		// Where it fails, the top that is read instead shows whether the cursor or HyperRep is at fault.
		const pages = await readUntilEnough(reading, tail.since, cursor).catch(() => []);
		const completeSince = tailSince(reading, pages);
		if (completeSince === undefined) continue;
		const readTo = isAtEnd(pages) ? reading.clock.moment : latest(...pages.map(newestOf));
		const needsItsLimit = tail.needsItsLimit === true || (!isDeep && cursor !== tail.near);
		const next = await advanceTail(reading, { ...tail, near: cursor, needsItsLimit }, pages);
		return { pages, completeSince, readTo, isFullPage: true, tail: next };
	}
	return undefined;
}

async function readUntilEnough(
	reading: Reading,
	since: Microseconds,
	cursor: string,
): Promise<ItemPage[]> {
	const { list, run } = reading;
	let open = 0;
	const hasReadEnough = () => open >= run.maxRecords || run.isTimeUp();
	const pages: ItemPage[] = [];
	for await (const page of list.pages(since, cursor)) {
		pages.push(reading.take(page));
		open += reading.countCandidates(page);
		if (hasReadEnough()) break;
	}
	return pages;
}

/** Since when the pages show everything, if they are the tail of a list that comes oldest first. */
function tailSince({ border, clock }: Reading, pages: ItemPage[]): Microseconds | undefined {
	const instants = pages.flatMap((page) => page.instants);
	const [first] = instants;
	const slack = new ListOrder(instants).oldestFirstSlack;
	if (first === undefined || first >= border || slack === undefined) return undefined;
	const isWhole = !isAtEnd(pages) || latest(...pages.map(newestOf)) >= clock.newest;
	return isWhole ? shift(first, slack + 1) : undefined;
}

/** Moves the tail on to where the next poll can begin; a long one costs a request for a nearer cursor. */
async function advanceTail(reading: Reading, tail: Tail, pages: ItemPage[]): Promise<Tail> {
	const next = { ...tail };
	for (const page of pages) {
		const [first] = page.instants;
		if (first === undefined || page.cursor === undefined) continue;
		if (reading.isOld(first)) next.near = page.cursor;
		if (reading.isOlderThanLookBack(first)) next.far = page.cursor;
	}
	const last = pages.at(-1);
	if (last === undefined || !isAtEnd(pages) || next.needsItsLimit === true) return next;
	const old = last.instants.filter((at) => reading.isOld(at)).length - TAIL_KEEPS;
	if (old < TAIL_GROWS_TO - TAIL_KEEPS || reading.run.isTimeUp()) return next;
	const part = await reading.list.page(tail.since, old, last.cursor).catch(() => undefined);
	// HyperRep may take a cursor only with the limit that it came with, or count in pages.
	if (part?.nextCursor && part.instants[0] === last.instants[0]) next.near = part.nextCursor;
	else next.needsItsLimit = true;
	return next;
}
