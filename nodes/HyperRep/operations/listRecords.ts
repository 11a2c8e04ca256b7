import { deepCopy, type IDataObject } from 'n8n-workflow';

import type { ListRequest, Page } from '../api/Client';
import { inSlices } from '../concurrency/inSlices';
import { TimeSlice } from '../concurrency/TimeSlice';
import { PageCache } from '../sharing/PageCache';
import { Readings } from '../sharing/Readings';
import { systemClock } from '../sharing/systemClock';
import type { Matches } from './Narrowing';
import type { Scope } from './Operation';
import { Ordered, type Order } from './Ordered';
import type { RecordKind } from './RecordKind';

/** How many records a run keeps for later items. */
const MAX_KEPT = 100_000;

/** What the node itself does with a list. */
interface Selection {
	/** Which records are wanted; without it, all. */
	matches?: Matches;
	/** Without it, HyperRep's order. */
	order?: Order;
	/** How many of the wanted ones are returned. */
	limit: number;
}

type ListPage = Pick<Page, 'records' | 'nextCursor'>;

/**
 * Reads the wanted records of a list, and notes the outcome. A list that the node filters is read once for
 * all items of the run, until all have enough.
 */
export async function listRecords(
	scope: Scope,
	kind: RecordKind,
	list: ListRequest,
	{ matches, order, limit }: Selection,
): Promise<IDataObject[]> {
	const isSelected = matches !== undefined || order !== undefined;
	const pages = isSelected ? sharedPages(scope, list) : scope.client.pages({ ...list, limit });
	const ordered = order && new Ordered(kind, order, limit);
	const first: IDataObject[] = [];
	const slice = new TimeSlice();
	let [read, found, isLast] = [0, 0, true];
	for await (const page of pages) {
		if (slice.isOver) await slice.yieldTurn();
		for await (const part of inSlices(page.records)) {
			const matching = matches === undefined ? part : part.filter(matches);
			if (ordered === undefined) first.push(...matching.slice(0, limit - first.length));
			else ordered.add(matching);
			found += matching.length;
		}
		read += page.records.length;
		isLast = page.nextCursor === null;
		if (ordered === undefined && found >= limit) break;
	}
	const records = ordered?.take() ?? first;
	const mayHaveMore = isLast ? 'no' : matches === undefined ? 'yes' : 'perhaps';
	const hasMore = found > records.length ? 'yes' : mayHaveMore;
	scope.run.noteList({
		kind,
		count: records.length,
		read,
		// If only the newest are wanted, others are no surprise.
		hasMore: order === undefined ? hasMore : 'no',
		isFiltered: matches !== undefined,
	});
	return isSelected ? ownCopies(scope, records) : records;
}

/** The pages of a list that is read whole, once for all items of the run. */
async function* sharedPages(scope: Scope, list: ListRequest): AsyncGenerator<ListPage> {
	const { client, item, run, cancel } = scope;
	if (run.count === 1) {
		yield* client.pages(list);
		return;
	}
	const { readings } = sharedBy(scope);
	const reader = { client, cancel, since: 0, maxAge: Infinity, isOrdered: true };
	let cursor: string | null = null;
	for await (const { records, nextCursor } of readings.of(item.client, list).pages(reader)) {
		cursor = nextCursor;
		yield { records: [...records.all()].flat(), nextCursor };
	}
	if (cursor !== null) yield* client.pages({ ...list, cursor });
}

/** A record that another item also got is copied. */
function ownCopies(scope: Scope, records: IDataObject[]): IDataObject[] {
	if (scope.run.count === 1) return records;
	const { taken } = sharedBy(scope);
	return records.map((record) => {
		if (taken.has(record)) return deepCopy(record);
		taken.add(record);
		return record;
	});
}

/** What the items of one run share of its lists. It is dropped after the run. */
function sharedBy({ run, item }: Scope) {
	return run.shared('lists', item.client, () => {
		const cache = new PageCache();
		const readings = new Readings(systemClock.now, (page) => cache.put(page, MAX_KEPT));
		return { readings, taken: new WeakSet<IDataObject>() };
	});
}
