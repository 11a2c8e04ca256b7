import { toItem, type Item } from '../../nodes/HyperRep/trigger/recognizing/Item';
import type { List, Page } from '../../nodes/HyperRep/trigger/list/List';
import { scan } from '../../nodes/HyperRep/trigger/scan/scan';
import { newScan } from '../../nodes/HyperRep/trigger/scan/ScanState';
import {
	BEGINNING,
	MINUTE,
	toTimestamp,
	type Microseconds,
} from '../../nodes/HyperRep/time/microseconds';

const KIND = { noun: 'contact', idField: 'id', atField: 'created_at' };
const NOW = (Date.UTC(2026, 2, 10, 12) * 1000) as Microseconds;
const COUNT = 125_000;

/** Records of a week or of ten years, in no order. */
function itemsWithin(days: number, ids: string): Item[] {
	const step = Math.floor((days * 24 * 60 * MINUTE) / COUNT);
	return Array.from({ length: COUNT }, (_, n) => {
		const at = (NOW - ((n * 7919) % COUNT) * step) as Microseconds;
		const id = ids === 'stable' ? { id: `contact ${n}` } : {};
		const item = toItem({ ...id, created_at: toTimestamp(at), name: `Contact ${n}` }, KIND);
		if (item === undefined) throw new Error('It cannot be read');
		return item;
	});
}

function listOf(items: Item[]): List {
	const page = (start: number, count: number): Page => ({
		items: items.slice(start, start + count),
		instants: items.slice(start, start + count).map(({ at }) => at),
		unreadable: [],
		cursor: start === 0 ? undefined : String(start),
		nextCursor: start + count < items.length ? String(start + count) : null,
		serverTime: NOW,
	});
	return {
		kind: KIND,
		dates: 'none',
		page: async (_since, limit, cursor) => await Promise.resolve(page(Number(cursor ?? 0), limit)),
		async *pages(_since, cursor) {
			for (let start = Number(cursor ?? 0); start < items.length; start += 500) {
				yield await Promise.resolve(page(start, 500));
			}
		},
	};
}

// More than can be remembered, so that it takes several polls.
test.each([
	{ days: 7, ids: 'stable', lookBack: 5 },
	{ days: 3650, ids: 're-encoded', lookBack: 10_080 },
])('very many records come once, and the state stays below 1 MB: %j', async (setup) => {
	const list = listOf(itemsWithin(setup.days, setup.ids));
	const run = {
		lookBack: setup.lookBack * MINUTE,
		maxRecords: Infinity,
		isTimeUp: () => false,
		log: () => undefined,
	};
	let state = newScan(BEGINNING);
	const emitted = new Set<Item>();
	let count = 0;
	for (let n = 0; n < 4; n++) {
		const found = await scan(list, state, run);
		for (const item of found.items) emitted.add(item);
		count += found.items.length;
		const text = JSON.stringify(found.state);
		expect(text.length).toBeLessThan(1_000_000);
		state = JSON.parse(text) as typeof state;
	}
	expect([emitted.size, count]).toEqual([COUNT, COUNT]);
});
