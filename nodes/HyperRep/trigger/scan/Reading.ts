import { earliest, latest, MINUTE, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import { Known, type HowRead } from '../recognizing/Known';
import type { List, Page } from './List';
import { SLACK } from './ListOrder';
import { compareSamples, samplesOf } from '../recognizing/samples';
import { learnFrom, momentOf, newestOf, withoutFuture, type ScanState } from './ScanState';
import { Unreadable } from '../recognizing/Unreadable';
import type { Run } from '../TriggerEvent';

/** Servers' clocks may be so far apart. */
export const SKEW = MINUTE / 2;

/** What a scan keeps to. */
export interface ScanRun extends Pick<Run, 'lookBack' | 'maxRecords' | 'isTimeUp' | 'log'> {
	/** How many records may be remembered, where the state holds other things too. */
	maxKnown?: number;
	/** Whether the watermark moves only when everything that can be new came out. */
	doesWatermarkWait?: boolean;
}

/** What was dated before it was visible at a moment, also where it showed late. */
export function settledAt(moment: Microseconds, { lookBack }: Pick<Run, 'lookBack'>): Microseconds {
	return shift(moment, -lookBack - SKEW);
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
		private readonly list: List,
		private readonly before: ScanState,
		private readonly run: ScanRun,
	) {
		this.state = { ...before, walk: before.walk && { ...before.walk }, samples: [] };
		this.known = Known.decode(before.known, run.maxKnown);
		this.unreadable = new Unreadable(before.unreadable, list.kind, run.log);
	}

	/** Takes a page in: what it says about clocks and IDs. */
	take(page: Page): Page {
		const { state, before } = this;
		learnFrom(page, state);
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
		const { state, known, unreadable, list } = this;
		// Collected once, and only where there is a record that cannot be read.
		let ids: ReadonlySet<string> | undefined;
		const isKnown = (id: string) => (ids ??= known.ids).has(id);
		for (const page of pages) {
			unreadable.add(page.unreadable, state.watermark, isKnown);
			this.found.push(...unreadable.takeOut(page.items, state, state.idsAreStable));
		}
		// What is forgotten would come again: it is for the walk alone to read what is left of it.
		const { watermark, forgotten = watermark } = state;
		const since = reading.isWalk ? watermark : latest(watermark, forgotten);
		const open = pages.map((page) => this.openOf(page).filter(({ at }) => at >= since));
		const fresh = known.recognize(open, {
			...reading,
			idsAreStable: state.idsAreStable,
			mayBeOthers: list.kind.movesOn,
		});
		for (const item of fresh) this.found.push(item);
	}

	/** The records that may be new. Until the list was read once, what is dated in the future was there before. */
	private openOf(page: Page): Item[] {
		const { isUnread, idsAreStable } = this.state;
		if (!isUnread) return page.items;
		const counted = withoutFuture(page);
		if (counted.length < page.items.length) {
			const known = new Set(counted);
			const future = page.items.filter((item) => !known.has(item));
			this.known.recognize([future], { idsAreStable, isWalk: false });
		}
		return counted;
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
		const old = latest(this.border, shift(newestOf(items), -SLACK));
		return first.at < old ? cursor : undefined;
	}

	isOpen(at: Microseconds): boolean {
		return at >= this.state.watermark && !this.known.hasInstant(at);
	}

	/** What is settled once two walks have read everything that was visible at a moment. */
	settledAt(moment: Microseconds): Microseconds {
		return settledAt(moment, this.run);
	}

	/** The state with all that was remembered. */
	get saved(): ScanState {
		const { state, known, unreadable } = this;
		return { ...state, known: known.encode(state.idsAreStable), unreadable: unreadable.saved };
	}
}
