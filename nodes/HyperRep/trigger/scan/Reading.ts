import {
	BEGINNING,
	DAY,
	earliest,
	latest,
	shift,
	type Microseconds,
} from '../../time/microseconds';
import type { List, ItemPage } from '../list/List';
import { DEEP_POLLS, SKEW, SLACK } from '../numbers';
import { Ids } from '../recognizing/Ids';
import type { Item } from '../recognizing/Item';
import type { HowRead, Recognized } from '../recognizing/Instant';
import { Known } from '../recognizing/Known';
import { Unreadable } from '../recognizing/Unreadable';
import type { PollRun } from '../TriggerEvent';
import { Clock, plausibleUntil, lookBackFrom } from './Clock';
import type { ScanState } from './ScanState';

/** What a scan keeps to. */
export interface ScanRun extends Pick<PollRun, 'lookBack' | 'maxRecords' | 'isTimeUp' | 'log'> {
	/** How many records may be remembered, where the state holds other things too. */
	maxKnown?: number;
	/** Whether the watermark moves only when everything that can be new was emitted. */
	doesWatermarkWait?: boolean;
}

/** What one poll has read so far: what it says about clocks and IDs, and which records are new. */
export class Reading {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly known: Known;
	readonly unreadable: Unreadable;
	readonly found: Item[] = [];

	constructor(
		readonly list: List,
		readonly before: ScanState,
		readonly run: ScanRun,
	) {
		this.clock = new Clock(before.clock);
		this.ids = new Ids(before.ids);
		this.known = Known.decode(before.known, run.maxKnown);
		this.unreadable = new Unreadable(before.unreadable, list.kind, run.log);
	}

	/** Takes a page in: what it says about clocks and IDs. */
	take(page: ItemPage): ItemPage {
		this.clock.learn(page);
		this.ids.learn(page.items);
		return page;
	}

	/** Says what is new on pages that were read in one go, and remembers it. */
	recognize(pages: ItemPage[], how: Omit<HowRead, 'areIdsStable'>): Recognized {
		const { list, before, known, unreadable, found, ids } = this;
		for (const page of pages) {
			unreadable.add(page.unreadable, before.watermark, (fingerprint) => known.has(fingerprint));
			found.push(...unreadable.takeOut(page.items, before, ids.areStable));
		}
		const open = pages.map((page) => this.candidatesOf(page));
		const { movesOn } = list.kind;
		const recognized = known.recognize(open, { ...how, areIdsStable: ids.areStable, movesOn });
		for (const item of recognized.fresh) found.push(item);
		return recognized;
	}

	/** The records that may be new. Until the list was read once, those dated far ahead count as old. */
	private candidatesOf(page: ItemPage): Item[] {
		const { before, known, ids } = this;
		const items = page.items.filter(({ at }) => at >= before.watermark);
		if (!before.hasUnreadPast) return items;
		const limit = plausibleUntil(page);
		const future = items.filter(({ at }) => at > limit);
		// Compared, and not just added, since each poll may see them again.
		known.recognize([future], { areIdsStable: ids.areStable, completeSince: BEGINNING });
		return items.filter(({ at }) => at <= limit);
	}

	/** Whether as many were found as may be emitted. */
	get hasMaxRecords(): boolean {
		return this.found.filter(({ isWanted }) => isWanted).length >= this.run.maxRecords;
	}

	/** How many records on a page may be new, as far as their dates say. */
	countCandidates(page: ItemPage): number {
		const { before, known } = this;
		const isOpen = ({ at, isWanted }: Item) =>
			isWanted && at >= before.watermark && !known.hasInstant(at);
		return page.items.filter(isOpen).length;
	}

	/** Each poll reads down to here: to the last poll and a bit further, or as far back as the look-back. */
	get border(): Microseconds {
		const { readTo, watermark } = this.before;
		const last = shift(readTo, -SLACK);
		return latest(watermark, this.isDeep ? earliest(last, lookBackFrom(readTo, this.run)) : last);
	}

	/** Whether this poll reads as far back as the look-back, for what becomes visible late. */
	get isDeep(): boolean {
		const { lookBack } = this.run;
		const { readTo, lastDeep } = this.before;
		const isFurther = this.list.dates === 'exact' || lookBack + SKEW > SLACK;
		return isFurther && readTo - lastDeep >= lookBack / DEEP_POLLS;
	}

	/** Whether the front has hidden something lately. */
	get isFrontDistrusted(): boolean {
		const { hidAt, readTo } = this.before;
		return readTo - hidAt < DAY;
	}

	/** Whether a record is so old that the next poll need not read it again. */
	isOld(at: Microseconds): boolean {
		return at < latest(this.border, shift(this.clock.newest, -SLACK));
	}

	/** Whether a record is older than the look-back, too. */
	isOlderThanLookBack(at: Microseconds): boolean {
		return this.isOld(at) && at < lookBackFrom(this.clock.moment, this.run);
	}
}
