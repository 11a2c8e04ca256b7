import { earliest, latest, MINUTE, shift, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import { Known, type HowRead } from '../recognizing/Known';
import { compareSamples, samplesOf } from '../recognizing/samples';
import { Unreadable } from '../recognizing/Unreadable';
import type { Run } from '../TriggerEvent';
import type { List, Page } from './List';
import { SLACK } from './ListOrder';
import { learnFrom, momentOf, newestOf, plausibleUntil, type ScanState } from './ScanState';

/** By how much the clocks of servers may differ. */
export const SKEW = MINUTE / 2;

/** What a scan keeps to. */
export interface ScanRun extends Pick<Run, 'lookBack' | 'maxRecords' | 'isTimeUp' | 'log'> {
	/** How many records may be remembered, where the state holds other things too. */
	maxKnown?: number;
	/** Whether the watermark moves only when everything that can be new came out. */
	doesWatermarkWait?: boolean;
}

/** The instant before which everything was visible at a moment, even what showed late. */
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
	/** Whether a record came again under the same ID. */
	private isIdSeenAgain = false;

	constructor(
		private readonly list: List,
		private readonly before: ScanState,
		run: ScanRun,
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
		const areSame = this.isIdSeenAgain ? undefined : compareSamples(before.samples, page.items);
		state.idsAreStable = areSame ?? state.idsAreStable;
		this.isIdSeenAgain ||= areSame === true;
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
		const open = pages.map((page) =>
			this.openOf(page).filter(({ at, isWanted }) => isWanted && at >= since),
		);
		const fresh = known.recognize(open, {
			...reading,
			idsAreStable: state.idsAreStable,
			mayBeOthers: list.kind.movesOn,
		});
		for (const item of fresh) this.found.push(item);
	}

	/** The records that may be new. Until the list was read once, those dated in the future count as old. */
	private openOf(page: Page): Item[] {
		const { isUnread, idsAreStable } = this.state;
		if (!isUnread) return page.items;
		const limit = plausibleUntil(page);
		const future = page.items.filter(({ at }) => at > limit);
		// Compared, and not just added, since each poll may see them again.
		this.known.recognize([future], { idsAreStable, isWalk: false });
		return page.items.filter(({ at }) => at <= limit);
	}

	/** Notes that everything that can be new was read, or that a walk is on its way to it. */
	cover(): void {
		this.isCovered = true;
		this.state.readTo = this.moment;
	}

	/** The moment at which the poll began to read, as far as the clocks are known by now. */
	get moment(): Microseconds {
		return this.first === undefined ? this.state.readTo : momentOf(this.first, this.state);
	}

	/** What was created before it was read or does not count; only what shows late may be missing. */
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

	/** Whether a record of this instant may be new, and none of the same instant is known. */
	isOpen(at: Microseconds): boolean {
		return at >= this.state.watermark && !this.known.hasInstant(at);
	}

	/** The state with all that was remembered. */
	get saved(): ScanState {
		const { state, known, unreadable } = this;
		return { ...state, known: known.encode(state.idsAreStable), unreadable: unreadable.marks };
	}
}
