import type { IDataObject } from 'n8n-workflow';

import { optionalChoice } from '../parameters/choice';
import { parseTimestamp } from '../time/microseconds';
import type { RecordKind } from './RecordKind';

/** The option that sorts a list, which HyperRep does not. Without it, the list keeps HyperRep's order. */
export const order = optionalChoice({
	label: 'Order',
	name: 'order',
	options: [
		{ name: 'Newest First', value: 'newest' },
		{ name: 'Oldest First', value: 'oldest' },
	],
	default: 'newest',
	description:
		'Which records to return first. HyperRep documents no order for its lists, so the node reads the whole list, even with a limit.',
});

export type Order = NonNullable<ReturnType<typeof order.read>>;

interface Entry {
	record: IDataObject;
	/** Entries with a lower rank come first. */
	rank: number;
	/** Its place in the list. */
	place: number;
}

/**
 * How many more than the limit are collected before they are sorted, as a share of it: sorting for each page
 * would take long.
 */
const SURPLUS = 1 / 4;

/**
 * The first records of a list in the order of their dates, to the microsecond. Records with the same date
 * keep HyperRep's order, and those without a readable date are last either way. Hardly more than `limit` are
 * kept.
 */
export class Ordered {
	private readonly entries: Entry[] = [];
	/** The rank of the last one, if the limit is reached: anything after it is left out. */
	private worst: number | undefined;
	private count = 0;
	/** The rank of the last record with a date, and whether ranks have grown and shrunk so far. */
	private previous: number | undefined;
	private hasGrown = false;
	private hasShrunk = false;

	/** @param isReversed whether they are returned in reverse */
	constructor(
		private readonly kind: RecordKind,
		private readonly order: Order,
		private readonly limit: number,
		private readonly isReversed = false,
	) {}

	/** Adds the list's next records. */
	add(records: readonly IDataObject[]): void {
		for (const record of records) {
			const rank = this.rankOf(record);
			this.compare(rank);
			const place = this.count++;
			if (rank <= (this.worst ?? Infinity)) this.entries.push({ record, rank, place });
		}
		if (this.entries.length >= this.limit * (1 + SURPLUS)) this.sort();
	}

	/** The first records, in order. */
	take(): IDataObject[] {
		return this.first().map(({ record }) => record);
	}

	/** The same records in reverse order. Those without a readable date are still last. */
	takeReversed(): IDataObject[] {
		const reversed = this.first().reverse();
		const dated = reversed.filter(({ rank }) => rank !== Infinity);
		const undated = reversed.filter(({ rank }) => rank === Infinity);
		return [...dated, ...undated].map(({ record }) => record);
	}

	private first(): Entry[] {
		this.sort();
		return this.entries.slice(0, this.limit);
	}

	private sort(): void {
		const { entries, limit, hasGrown, hasShrunk, isReversed } = this;
		// So that they keep HyperRep's order in reverse, unless the whole list was sorted the other way.
		const isTurned = isReversed && (hasShrunk || !hasGrown);
		entries.sort((a, b) => {
			if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
			return isTurned ? b.place - a.place : a.place - b.place;
		});
		// While all have the same date, the direction of the list is unknown.
		const isUndecided = isReversed && !hasGrown && !hasShrunk;
		if (entries.length < limit || isUndecided) return;
		entries.length = limit;
		this.worst = entries.at(-1)?.rank;
	}

	/** Notes the direction of the list. */
	private compare(rank: number): void {
		if (rank === Infinity) return;
		const { previous = rank } = this;
		if (rank > previous) this.hasGrown = true;
		if (rank < previous) this.hasShrunk = true;
		this.previous = rank;
	}

	private rankOf(record: IDataObject): number {
		const { dateFields = [] } = this.kind;
		const dates = dateFields.map((field) => parseTimestamp(record[field]));
		const date = dates.find((each) => each !== undefined);
		if (date === undefined) return Infinity;
		return this.order === 'oldest' ? date : -date;
	}
}
