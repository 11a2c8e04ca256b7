import { BEGINNING, earliest, latest, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import type { Known } from '../recognizing/Known';
import { isAtEnd, PEEK, readPages, type List, type Page } from './List';
import { ListOrder } from './ListOrder';
import { Reading, settledAt, type ScanRun } from './Reading';
import { newestOf, type ScanState, type Walk } from './ScanState';

// How new records are found in a list that can neither be filtered nor sorted, whose order is not
// documented, and whose records may have another ID in every answer.
//
//  1. A record is new if it was created since the watermark and is not known. The order of the list
//     decides only how fast it is found.
//  2. Every poll reads the front of the list, the place where new records show in a sorted list: its
//     top, or its remembered tail where it comes oldest first.
//  3. Where the front does not show everything since the last poll, a walk from the top goes on until it
//     does: to the end, in a list in no order, and in the next polls where the time is up.
//  4. Besides, one walk after the other goes through the list, a page at a time, since a list may only
//     look sorted. A walk for what is new sets it aside, and it goes on afterwards.
//  5. At the end of a walk, the watermark moves to the start of the walk before it, less the look-back: a
//     record is lost only if two walks in a row miss it.
//  6. IDs that stay tell the known records from the new ones. With IDs that don't, it is their number
//     for each microsecond; fingerprints only choose which ones.
//  7. Such a record that looks like one of an earlier page may be that one, moved meanwhile. It
//     counts once two readings in a row show as many.
//  8. The clock is that of the records. The Date header only says how much time goes by.
//  9. What does not fit into one run is not known yet, and the watermark waits for it.
// 10. Records and next state come out together, and the state is stored once, last.

/** In a list that comes newest first, one poll in four reads a page of the walk. */
const PAUSE = 4;

/** With more known records that can be forgotten, every second poll reads all that is left of the walk. */
const MANY_KNOWN = 5000;

/** How many known records fit into one page, with room for new ones. */
const SMALL_WINDOW = 400;

/** How many records that may be new one poll reads; the next one reads on. */
const MAX_AT_ONCE = 100_000;

/** How many walks may begin in one poll: one for what is new, and one to be sure of what looks alike. */
const MAX_WALKS_A_POLL = 2;

/** What comes out of a poll, and what the next one goes on with. */
export interface Found {
	/** Oldest first. */
	items: Item[];
	state: ScanState;
	/** The moment at which the reading began. */
	moment: Microseconds;
	/** Whether everything that can be new was read, and came out. */
	isComplete: boolean;
}

/** Reads what can be new, and says what is. Where it throws, the state is as it was. */
export async function scan(list: List, state: ScanState, run: ScanRun): Promise<Found> {
	return await new Scan(list, state, run).poll();
}

class Scan {
	private readonly reading: Reading;
	private readonly state: ScanState;
	private readonly known: Known;
	/** How many pages the remembered tail took. */
	private tailPages = 0;
	/** The pages of walks that this poll has read, each with the walk as it was in front of it. */
	private readonly steps: Array<{ walk: Walk; page: Page }> = [];
	private walksBegun = 0;
	/** Whether it goes on with the walk of an earlier poll, although others were begun. */
	private isResumed = false;
	/** Where the watermark may move, when all is said. */
	private settled: Microseconds = BEGINNING;

	constructor(
		private readonly list: List,
		before: ScanState,
		private readonly run: ScanRun,
	) {
		this.reading = new Reading(list, before, run);
		this.state = this.reading.state;
		this.known = this.reading.known;
	}

	async poll(): Promise<Found> {
		await this.readFront();
		await this.walkToGoal();
		await this.walkAhead();
		return this.finish();
	}

	/** Reads where new records show in a sorted list. */
	private async readFront(): Promise<void> {
		if (this.list.dates === 'exact') await this.readWindow();
		else if (!(await this.readTail())) await this.readTop();
	}

	/** Reads the window since the last poll, unless a walk from the watermark costs no more. */
	private async readWindow(): Promise<void> {
		const { border } = this.reading;
		if (this.known.size <= SMALL_WINDOW || border <= this.state.watermark) return;
		const pages = await this.readPages(border);
		this.settleFront(pages, isAtEnd(pages) ? border : undefined);
	}

	/** @returns whether the remembered tail shows everything since the last poll */
	private async readTail(): Promise<boolean> {
		const { state, reading } = this;
		if (state.tail === undefined) return false;
		// Where it fails, the look at the top that follows tells whether the cursor or HyperRep is at fault.
		const pages = await this.readPages(state.watermark, state.tail).catch(() => []);
		const items = pages.flatMap((page) => page.items);
		const [first] = items;
		const slack = new ListOrder(items).oldestFirstSlack;
		const beginsEarly = first !== undefined && first.at < reading.border;
		const isTail = beginsEarly && isAtEnd(pages) && newestOf(items) >= state.newest;
		const wholeSince = isTail && slack !== undefined ? shift(first.at, slack + 1) : undefined;
		this.settleFront(pages, wholeSince);
		if (wholeSince === undefined) {
			state.tail = undefined;
			return false;
		}
		this.tailPages = pages.length;
		for (const page of pages) state.tail = reading.tailAt(page) ?? state.tail;
		return true;
	}

	/** Reads the first records of the list. */
	private async readTop(): Promise<void> {
		const { state, reading } = this;
		const page = reading.take(await this.firstPage());
		if (page.nextCursor === null) {
			this.beginWalk();
			this.step(page);
			this.settleWalk([page]);
			return;
		}
		const order = new ListOrder(page.items);
		const isNewestFirst = order.hasPassed(reading.border) && newestOf(page.items) >= state.newest;
		const start = new ListOrder(page.items.slice(0, PEEK));
		state.isTopFull = isNewestFirst && !start.hasPassed(reading.border);
		this.settleFront([page], isNewestFirst ? order.newestFirstSince : undefined);
	}

	/** A short page of the top, or a full one where that was too short last time. */
	private async firstPage(): Promise<Page> {
		const { list, state } = this;
		if (state.isTopFull !== true) return await list.peek(state.watermark);
		const [page] = await readPages(list.pages(state.watermark), 1);
		return page ?? (await list.peek(state.watermark));
	}

	private async readPages(since: Microseconds, cursor?: string): Promise<Page[]> {
		const list = this.list.pages(since, cursor);
		const pages = await readPages(list, Infinity, this.run.isTimeUp);
		return pages.map((page) => this.reading.take(page));
	}

	/** @param wholeSince since then, and since the last poll, pages show everything; absent if they may not */
	private settleFront(pages: Page[], wholeSince: Microseconds | undefined): void {
		this.reading.settle(pages, { isWalk: false, wholeSince });
		if (wholeSince !== undefined) this.reading.cover();
	}

	/** Walks until everything since the last poll was read and told apart, or the time is up. */
	private async walkToGoal(): Promise<void> {
		const { state, reading, known, list } = this;
		for (;;) {
			let aside: { walk: Walk; seen: Known['seen'] } | undefined;
			if (state.walk?.goal === undefined) {
				const isDone = reading.isCovered && known.doubt === undefined;
				if (isDone || this.walksBegun >= MAX_WALKS_A_POLL) return;
				if (state.walk !== undefined) aside = { walk: state.walk, seen: known.seen };
				this.beginWalk(list.dates === 'exact' ? BEGINNING : reading.border);
			}
			await this.walkOn(Infinity);
			// What is forgotten must be settled before it is read again.
			if (state.walk?.goal !== undefined || state.forgotten !== undefined) return;
			if (aside !== undefined && state.walk !== undefined) this.resume(aside, state.walk.newest);
			if (this.run.isTimeUp()) return;
		}
	}

	/** Goes on with a walk that another one has interrupted, or it would never come to the end of a busy list. */
	private resume({ walk, seen }: { walk: Walk; seen: Known['seen'] }, newest: Microseconds): void {
		this.state.walk = { ...walk, newest: latest(walk.newest, newest) };
		this.known.resumeWalk(seen);
		this.isResumed = true;
	}

	/** Goes on with the walk in some polls in which there is nothing else to read. */
	private async walkAhead(): Promise<void> {
		const { state } = this;
		const isAhead = this.walksBegun === 0 || this.isResumed;
		if (!isAhead || !this.reading.isCovered || this.run.isTimeUp()) return;
		const isUrgent = this.isMuchToForget();
		// A tail of one page leaves a request over in every poll.
		const pause = isUrgent ? 2 : this.tailPages === 1 ? 1 : PAUSE;
		state.pause++;
		if (state.pause < pause) return;
		state.pause = 0;
		await this.walkOn(isUrgent ? Infinity : 1);
	}

	/** Whether the end of a walk would let go of many known records. Those within the look-back stay. */
	private isMuchToForget(): boolean {
		const { known, reading, run } = this;
		if (known.size <= MANY_KNOWN) return false;
		const since = settledAt(reading.moment, run);
		return known.instants.filter((at) => at < since).length > MANY_KNOWN;
	}

	/** Begins a walk at the top, which covers everything up to the goal. */
	private beginWalk(goal?: Microseconds): Walk {
		const walk: Walk = { began: this.reading.moment, goal, newest: BEGINNING };
		this.state.walk = walk;
		this.known.beginWalk();
		this.walksBegun++;
		if (goal !== undefined) this.reading.cover();
		return walk;
	}

	/** Goes on with the walk: to its goal, to the end, as long as there is time, or for some pages. */
	private async walkOn(most: number): Promise<void> {
		const { state, run, reading } = this;
		const read: Page[] = [];
		let open = 0;
		let isReached = false;
		for await (const page of this.pagesAhead()) {
			read.push(reading.take(page));
			const { walk, order } = this.step(page);
			isReached =
				walk.goal !== undefined && order.hasPassed(walk.goal) && walk.newest >= state.newest;
			if (isReached) walk.goal = undefined;
			if (isReached && page.cursor === undefined) state.isTopFull = true;
			open += page.items.filter(({ at, isWanted }) => isWanted && reading.isOpen(at)).length;
			// What follows in such a list is younger still.
			const isEnough = order.isOldestFirst && open >= run.maxRecords;
			const isOver = isEnough || open >= MAX_AT_ONCE || run.isTimeUp();
			if (isReached || isOver || read.length === most) break;
		}
		this.settleWalk(read, isReached);
	}

	/** The pages that are next on the walk. */
	private async *pagesAhead(): AsyncGenerator<Page> {
		const { list, state, steps, reading } = this;
		const { cursor, goal } = state.walk ?? {};
		const pages = list.pages(state.watermark, cursor);
		const isRemembered =
			cursor !== undefined && steps.every(({ page }) => page.nextCursor !== cursor);
		const first = await pages
			.next()
			.catch((error: unknown) => (isRemembered ? undefined : Promise.reject(error)));
		if (first === undefined) {
			// A walk from the top tells whether HyperRep is at fault, or the cursor. Where cursors expire, it
			// must not stop before all that can be new was read.
			this.beginWalk(earliest(goal ?? state.watermark, reading.border));
			yield* list.pages(state.watermark);
		} else if (first.done !== true) {
			yield first.value;
			yield* pages;
		}
	}

	/** Moves the walk behind a page; a new one begins where none is under way. */
	private step(page: Page): { walk: Walk; order: ListOrder } {
		const { items, cursor, nextCursor } = page;
		const walk = this.state.walk ?? this.beginWalk();
		if (nextCursor !== null && nextCursor === cursor) {
			throw new Error(
				`HyperRep returned an inconsistent list of ${this.list.kind.noun} records: it leads to the same page again and again`,
			);
		}
		this.steps.push({ walk: { ...walk }, page });
		const order = new ListOrder(items, walk.order);
		const mayBeOldestFirst = order.oldestFirstSlack !== undefined;
		if (cursor === undefined) walk.began = this.reading.moment;
		walk.newest = latest(walk.newest, newestOf(items));
		walk.order = order.saved;
		walk.tail = mayBeOldestFirst ? (this.reading.tailAt(page) ?? walk.tail) : undefined;
		walk.cursor = nextCursor ?? undefined;
		if (!mayBeOldestFirst) this.state.tail = undefined;
		return { walk, order };
	}

	/** Says what is new on pages of the walk, and what is settled where it has come far enough. */
	private settleWalk(pages: Page[], isReached = false): void {
		const { reading, known, state } = this;
		const { walk } = state;
		if (walk === undefined) return;
		const isEnd = isAtEnd(pages);
		const isWhole = pages[0]?.cursor === undefined && (isEnd || isReached);
		const shownSince = isEnd ? BEGINNING : new ListOrder([], walk.order).newestFirstSince;
		reading.settle(pages, { isWalk: true, wholeSince: isWhole ? shownSince : undefined });
		if (!isEnd && !isReached) return;
		known.claimSeen();
		if (isEnd) this.endWalk(walk);
	}

	private endWalk(walk: Walk): void {
		const { state } = this;
		if (state.lastWalk !== undefined) this.moveTo(state.lastWalk);
		state.lastWalk = walk.began;
		state.newest = walk.newest;
		state.tail = new ListOrder([], walk.order).isOldestFirst ? walk.tail : undefined;
		state.isUnread = false;
		state.walk = undefined;
		// All of the list says more about the clocks than its top.
		if (this.walksBegun > 0) this.reading.cover();
	}

	/** Lets the watermark move to what is settled by a walk that began at a moment. */
	private moveTo(moment: Microseconds): void {
		this.settled = latest(this.settled, settledAt(moment, this.run));
	}

	/** Says what comes out now, and what the next poll is to know. */
	private finish(): Found {
		const { state, known, run, reading } = this;
		const items = reading.found.sort((a, b) => a.at - b.at);
		const dropped = items.splice(run.maxRecords);
		if (dropped.length > 0) this.putBack(dropped);
		const { doubt } = known;
		if (doubt !== undefined) state.readTo = earliest(state.readTo, doubt);
		const isDone = reading.isCovered && state.walk?.goal === undefined;
		const isComplete = isDone && dropped.length === 0 && doubt === undefined;
		const hasDates = this.list.dates !== 'none';
		if (dropped.length === 0) this.forgetExcess();
		const { forgotten } = state;
		const isAllRead = forgotten !== undefined && state.walk?.goal === undefined;
		if (isAllRead) {
			this.settled = latest(this.settled, forgotten);
			state.forgotten = undefined;
			if (hasDates) state.walk = undefined;
		}
		const settled = earliest(this.settled, state.readTo, shift(state.newest, 1));
		// The cursors of a list with dates are of the watermark's window.
		const isHeld =
			(hasDates && state.walk !== undefined) || (run.doesWatermarkWait === true && !isComplete);
		if (settled > state.watermark && (isAllRead || !isHeld)) {
			state.watermark = settled;
			if (hasDates) state.tail = undefined;
		}
		known.forgetBefore(state.watermark);
		return { items, state: reading.saved, moment: reading.moment, isComplete };
	}

	/** Forgets what is too much to be remembered. */
	private forgetExcess(): void {
		const { state, known } = this;
		const { excess } = known;
		if (excess === BEGINNING) return;
		state.forgotten = latest(state.forgotten ?? BEGINNING, excess);
		known.forgetBefore(state.forgotten);
		// The list may have moved on when the walk goes on behind its last page.
		const last = this.steps.at(-1)?.page.items ?? [];
		known.add([last.filter(({ at }) => at >= state.watermark && at < excess)]);
	}

	/** Leaves records to the next polls: they are not known, and the walk goes back to them. */
	private putBack(items: Item[]): void {
		const { state, known } = this;
		known.drop(items);
		state.readTo = items.reduce((oldest, { at }) => earliest(oldest, at), state.readTo);
		if (state.walk === undefined) return;
		const dropped = new Set(items);
		const step = this.steps.find(({ page }) => page.items.some((item) => dropped.has(item)));
		if (step !== undefined) state.walk = step.walk;
	}
}
