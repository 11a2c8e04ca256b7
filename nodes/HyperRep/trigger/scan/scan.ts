import { BEGINNING, earliest, latest, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from './Item';
import type { Known } from './Known';
import type { List, Page } from './List';
import { ListOrder } from './ListOrder';
import { Reading, type ScanRun } from './Reading';
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
//     look sorted.
//  5. At the end of a walk, the watermark moves to the start of the walk before it, less the look-back: a
//     record is lost only if two walks in a row miss it.
//  6. IDs that stay tell the known records from the new ones. With IDs that don't, it is their number
//     for each microsecond; fingerprints only choose which ones.
//  7. Such a record that looks like one of an earlier page may be that one, moved meanwhile. It
//     counts once two readings in a row show as many.
//  8. The clock is that of the records. The Date header only says how much time goes by.
//  9. What does not fit into one run is not known yet, and the watermark waits for it.
// 10. Records and next state come out together, and the state is stored once, last.

/** In a list that comes newest first, a page of the walk is read in one of so many polls. */
const PAUSE = 4;

/** So many known records make the walk go on at once, so that the watermark can move. */
const MANY_KNOWN = 5000;

/** So many known records fit into one page, with room for new ones. */
const SMALL_WINDOW = 400;

/** So many new records at a time; the next poll reads on. */
const MAX_AT_ONCE = 100_000;

/** So many walks may begin in one poll: for what is new, and to be sure of what looks alike. */
const WALKS_A_POLL = 2;

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
	/** The pages of walks that this poll has read, each with the walk as it was in front of it. */
	private readonly steps: Array<{ walk: Walk; page: Page }> = [];
	private walksBegun = 0;
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
		const pages = await this.readFront();
		await this.walkToGoal();
		if (this.walksBegun === 0 && this.isTimeToWalk(pages)) {
			if (this.state.walk === undefined) this.beginWalk();
			await this.walkOn(1);
		}
		return this.finish();
	}

	/**
	 * Reads the tail or the top. They cover everything if they show what is new since the last poll.
	 *
	 * @returns how many pages it took
	 */
	private async readFront(): Promise<number> {
		const { state, list } = this;
		if (list.dates === 'exact') return await this.readWindow();
		if (state.tail !== undefined) {
			const pages = await this.readTail(state.tail);
			if (this.reading.isCovered) return pages;
			state.tail = undefined;
		}
		const page = this.reading.take(await list.peek(this.state.watermark));
		if (page.nextCursor === null) {
			this.beginWalk();
			this.step(page);
			this.reading.settle([page], { isWalk: true, wholeSince: BEGINNING });
			this.known.claimSeen();
			this.endWalk();
			return 1;
		}
		const order = new ListOrder();
		for (const { at } of page.items) order.add(at);
		const isNewestFirst = order.hasPassed(this.reading.border) && newestOf(page) >= state.newest;
		const wholeSince = isNewestFirst ? order.newestFirstSince : undefined;
		this.reading.settle([page], { isWalk: false, wholeSince });
		if (isNewestFirst) this.reading.cover();
		return 1;
	}

	/** Reads the window since the last poll, unless a walk from the watermark costs no more. */
	private async readWindow(): Promise<number> {
		const { known, run } = this;
		const { border } = this.reading;
		if (known.size <= SMALL_WINDOW || border <= this.state.watermark) return 0;
		const pages: Page[] = [];
		for await (const page of this.list.pages(border)) {
			pages.push(this.reading.take(page));
			if (run.isTimeUp()) break;
		}
		const isWhole = pages.at(-1)?.nextCursor === null;
		this.reading.settle(pages, { isWalk: false, wholeSince: isWhole ? border : undefined });
		if (isWhole) this.reading.cover();
		return pages.length;
	}

	private async readTail(cursor: string): Promise<number> {
		const pages: Page[] = [];
		const order = new ListOrder();
		const list = this.list.pages(this.state.watermark, cursor);
		// Where it fails, the look at the top that follows tells whether the cursor or HyperRep is at fault.
		let next = await list.next().catch(() => undefined);
		while (next?.done === false) {
			const page = this.reading.take(next.value);
			pages.push(page);
			for (const { at } of page.items) order.add(at);
			if (this.run.isTimeUp()) break;
			next = await list.next();
		}
		const first = pages.flatMap(({ items }) => items.slice(0, 1))[0]?.at ?? BEGINNING;
		const slack = order.oldestFirstSlack;
		const isTail =
			slack !== undefined &&
			first !== BEGINNING &&
			first < this.reading.border &&
			pages.at(-1)?.nextCursor === null &&
			pages.some((page) => newestOf(page) >= this.state.newest);
		const wholeSince = isTail ? shift(first, slack + 1) : undefined;
		this.reading.settle(pages, { isWalk: false, wholeSince });
		if (!isTail) return pages.length;
		this.reading.cover();
		for (const page of pages) this.state.tail = this.reading.tailAt(page) ?? this.state.tail;
		return pages.length;
	}

	/** Reads on until everything since the last poll was read, or the time is up. */
	private async walkToGoal(): Promise<void> {
		const { state } = this;
		if (this.reading.isCovered && this.known.size > MANY_KNOWN && this.walksBegun === 0) {
			// Else the watermark would not move for days.
			if (state.walk === undefined) this.beginWalk();
			else state.walk.goal = BEGINNING;
		}
		for (;;) {
			if (state.walk?.goal === undefined) {
				const isDone = this.reading.isCovered && this.known.doubt === undefined;
				if (isDone || this.walksBegun === WALKS_A_POLL) return;
				this.beginWalk(this.list.dates === 'exact' ? BEGINNING : this.reading.border);
			}
			await this.walkOn(Infinity);
			if (state.walk?.goal !== undefined || this.run.isTimeUp()) return;
		}
	}

	/** @param pages that the front took */
	private isTimeToWalk(pages: number): boolean {
		const { state } = this;
		state.pause++;
		// A tail of one page leaves a request over in every poll.
		const isCheap = state.tail !== undefined && pages === 1;
		if (!isCheap && state.pause < PAUSE) return false;
		state.pause = 0;
		return this.reading.isCovered && !this.run.isTimeUp();
	}

	/** Begins a walk at the top, which covers everything up to the goal. */
	private beginWalk(goal?: Microseconds): void {
		this.state.walk = { began: this.reading.moment, goal, newest: BEGINNING };
		this.known.beginWalk();
		this.walksBegun++;
		if (goal !== undefined) this.reading.cover();
	}

	/** Goes on with the walk: to its goal, to the end, as long as there is time, or for some pages. */
	private async walkOn(pages: number): Promise<void> {
		const { state, run } = this;
		const read: Page[] = [];
		let open = 0;
		let isReached = false;
		const list = this.list.pages(this.state.watermark, state.walk?.cursor);
		const isRemembered = this.steps.length === 0 && state.walk?.cursor !== undefined;
		let next = isRemembered ? await list.next().catch(() => undefined) : await list.next();
		if (next === undefined) {
			await this.leaveCursor();
			return;
		}
		while (next.done !== true) {
			const page = this.reading.take(next.value);
			read.push(page);
			const { walk } = state;
			if (walk !== undefined && walk.cursor === undefined) walk.began = this.reading.moment;
			const order = this.step(page);
			if (walk === undefined || page.nextCursor === null) break;
			isReached =
				walk.goal !== undefined && order.hasPassed(walk.goal) && walk.newest >= state.newest;
			if (isReached) walk.goal = undefined;
			open += page.items.filter(({ at }) => this.reading.isOpen(at)).length;
			// What follows in such a list is younger still.
			const isEnough = order.isOldestFirst && open >= run.maxRecords;
			const isOver = isEnough || open >= MAX_AT_ONCE || run.isTimeUp();
			if (isReached || isOver || read.length === pages) break;
			next = await list.next();
		}
		const isAtEnd = read.at(-1)?.nextCursor === null;
		const shown = isAtEnd ? BEGINNING : new ListOrder(state.walk?.order).newestFirstSince;
		const isFromTop = read[0]?.cursor === undefined && (isAtEnd || isReached);
		this.reading.settle(read, { isWalk: true, wholeSince: isFromTop ? shown : undefined });
		if (isReached || isAtEnd) this.known.claimSeen();
		const { walk } = state;
		if (walk?.isForgetful === true && (isAtEnd || isReached)) {
			this.settled = latest(this.settled, this.reading.settledAt(walk.began));
			walk.isForgetful = undefined;
		}
		if (isAtEnd) this.endWalk();
	}

	/** After a remembered cursor failed: the top tells whether HyperRep is at fault, or the cursor. */
	private async leaveCursor(): Promise<void> {
		await this.list.peek(this.state.watermark);
		const goal = this.state.walk?.goal;
		this.state.walk = undefined;
		if (goal === undefined) return;
		this.beginWalk(earliest(goal, this.reading.border));
		await this.walkOn(Infinity);
	}

	/** Moves the walk behind a page. */
	private step(page: Page): ListOrder {
		const { cursor, nextCursor } = page;
		if (nextCursor !== null && nextCursor === cursor) {
			throw new Error(
				`HyperRep returned an inconsistent list of ${this.list.kind.noun} records: it leads to the same page again and again`,
			);
		}
		const { walk } = this.state;
		const order = new ListOrder(walk?.order);
		for (const { at } of page.items) order.add(at);
		if (walk === undefined) return order;
		this.steps.push({ walk: { ...walk }, page });
		walk.newest = latest(walk.newest, newestOf(page));
		walk.order = order.saved;
		walk.tail =
			order.oldestFirstSlack !== undefined ? (this.reading.tailAt(page) ?? walk.tail) : undefined;
		walk.cursor = nextCursor ?? undefined;
		if (order.oldestFirstSlack === undefined) this.state.tail = undefined;
		return order;
	}

	private endWalk(): void {
		const { state } = this;
		const { walk, lastWalk } = state;
		if (walk === undefined) return;
		this.settled = latest(
			this.settled,
			lastWalk === undefined ? BEGINNING : this.reading.settledAt(lastWalk),
		);
		state.lastWalk = walk.began;
		state.newest = walk.newest;
		state.tail = new ListOrder(walk.order).isOldestFirst ? walk.tail : undefined;
		state.isUnread = false;
		state.walk = undefined;
		// All of the list says more about the clocks than its top.
		if (this.walksBegun > 0) this.reading.cover();
	}

	/** Says what comes out now, and what the next poll is to know. */
	private finish(): Found {
		const { state, known, run } = this;
		const sorted = this.reading.found.sort((a, b) => a.at - b.at);
		const dropped = sorted.slice(run.maxRecords);
		if (dropped.length > 0) this.putBack(dropped);
		const { doubt } = known;
		if (doubt !== undefined) state.readTo = earliest(state.readTo, doubt);
		const settled = earliest(this.settled, state.readTo, shift(state.newest, 1));
		// The cursors of a list with dates are of the watermark's window.
		const hasDates = this.list.dates !== 'none';
		if (settled > state.watermark && !(hasDates && state.walk !== undefined)) {
			state.watermark = settled;
			if (hasDates) state.tail = undefined;
		}
		known.forgetBefore(state.watermark);
		const isDone = this.reading.isCovered && state.walk?.goal === undefined;
		const isComplete = isDone && dropped.length === 0 && doubt === undefined;
		return {
			items: sorted.slice(0, run.maxRecords),
			state: this.reading.saved,
			moment: this.reading.moment,
			isComplete,
		};
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
