import { DAY, earliest, latest, MINUTE, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from './Item';
import { Known, MAX_KNOWN, type HowRead } from './Known';
import type { List, Page } from './List';
import { SLACK } from './ListOrder';
import { compareSamples, samplesOf } from './samples';
import { learnFrom, momentOf, newestOf, type ScanState } from './ScanState';
import { Unreadable } from './Unreadable';

/** Servers' clocks may be so far apart. */
const SKEW = MINUTE / 2;

export interface ScanRun {
	/** How late a record may become visible, in microseconds. */
	lookBack: number;
	/** How many records may come out. */
	maxRecords: number;
	/** Whether to stop for this poll; asked after every page. */
	isTimeUp: () => boolean;
	log: (message: string) => void;
}

/** What one poll has read so far: what it says about clocks and IDs, and what is new. */
export class Reading {
	/** What the next poll will know. */
	readonly state: ScanState;
	readonly known: Known;
	readonly found: Item[] = [];
	/** Whether everything that can be new was read, or a walk is on its way to it. */
	isCovered = false;
	private readonly unreadable: Unreadable;
	private first: Page | undefined;
	private areIdsCompared: boolean | undefined;

	constructor(
		list: List,
		private readonly before: ScanState,
		private readonly run: ScanRun,
	) {
		this.state = { ...before, walk: before.walk && { ...before.walk } };
		this.known = Known.decode(before.known);
		this.unreadable = new Unreadable(before.unreadable, list.kind, run.log);
	}

	/** Takes a page in: what it says about clocks and IDs. */
	take(page: Page): Page {
		const { state, before } = this;
		learnFrom(page, state);
		if (this.first === undefined) state.samples = [];
		this.first ??= page;
		if (state.samples.length === 0) state.samples = samplesOf(page.items);
		if (this.areIdsCompared !== true) {
			this.areIdsCompared = compareSamples(before.samples, page.items) ?? this.areIdsCompared;
			state.idsAreStable = this.areIdsCompared ?? state.idsAreStable;
		}
		return page;
	}

	/** Says what is new on pages that were read in one go, and remembers it. */
	settle(pages: Page[], reading: Pick<HowRead, 'isWalk' | 'wholeSince'>): void {
		const { state, known, unreadable } = this;
		for (const page of pages) {
			unreadable.add(page.unreadable, (id) => known.has(id));
			const late = unreadable.takeOut(page.items, state.start, state.idsAreStable);
			for (const item of late) if (item.at < state.watermark) this.found.push(item);
		}
		const open = pages.map((page) => page.items.filter(({ at }) => at >= state.watermark));
		if (state.isUnread) {
			for (const [n, page] of pages.entries()) open[n] = this.leaveOutFuture(page, open[n] ?? []);
		}
		const fresh = known.recognize(open, { ...reading, idsAreStable: state.idsAreStable });
		for (const item of fresh) this.found.push(item);
		if (known.size > MAX_KNOWN) {
			// What is too much to be remembered counts as settled, once all of it was read.
			known.forgetBefore(this.settledAt(state.walk?.began ?? state.readTo), MAX_KNOWN);
			if (state.walk !== undefined) state.walk.isForgetful = true;
		}
	}

	/** Until the list was read once, what is dated in the future was there before. */
	private leaveOutFuture({ items, serverTime }: Page, open: Item[]): Item[] {
		if (serverTime === undefined) return open;
		const limit = shift(serverTime, DAY);
		const future = open.filter(({ at }) => at > limit);
		// Where most of it is, the server's clock is wrong.
		if (future.length === 0 || future.length * 2 > items.length) return open;
		this.known.add([future]);
		return open.filter(({ at }) => at <= limit);
	}

	cover(): void {
		this.isCovered = true;
		this.state.readTo = this.moment;
	}

	/** The moment at which the poll began to read, as far as the clocks are known by now. */
	get moment(): Microseconds {
		return this.first === undefined ? this.state.readTo : momentOf(this.first, this.state);
	}

	/** Everything that was created before it was read, but for what may show late, or does not count. */
	get border(): Microseconds {
		const { readTo, watermark } = this.state;
		return latest(watermark, shift(earliest(readTo, this.known.doubt ?? readTo), -SLACK));
	}

	/** Where a page begins, if it begins with what was read before. */
	tailAt({ items, cursor }: Page): string | undefined {
		const [first] = items;
		if (first === undefined) return undefined;
		const old = latest(this.border, shift(newestOf({ items }), -SLACK));
		return first.at < old ? cursor : undefined;
	}

	isOpen(at: Microseconds): boolean {
		return at >= this.state.watermark && !this.known.hasInstant(at);
	}

	/** What is settled once two walks have read everything that was visible at a moment. */
	settledAt(moment: Microseconds): Microseconds {
		return shift(moment, -this.run.lookBack - SKEW);
	}

	/** The state with all that was remembered. */
	get saved(): ScanState {
		const { state, known, unreadable } = this;
		return { ...state, known: known.encode(state.idsAreStable), unreadable: unreadable.saved };
	}
}
