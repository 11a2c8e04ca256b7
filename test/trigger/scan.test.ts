import { toItem, type Item } from '../../nodes/HyperRep/trigger/recognizing/Item';
import type { List, ItemPage } from '../../nodes/HyperRep/trigger/list/List';
import { begin } from '../../nodes/HyperRep/trigger/scan/begin';
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
		return contact(n, at, ids === 'stable' ? { id: `contact ${n}` } : {});
	});
}

function contact(n: number, at: Microseconds, id: { id?: string } = {}): Item {
	const item = toItem({ ...id, created_at: toTimestamp(at), name: `Contact ${n}` }, KIND);
	if (item === undefined) throw new Error('It cannot be read');
	return item;
}

function listOf(items: Item[]): List {
	const page = (start: number, count: number): ItemPage => ({
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

/** What four polls emit, and how much that is. */
async function emittedBy(
	items: Item[],
	lookBack: number,
): Promise<[different: number, all: number]> {
	const list = listOf(items);
	const run = {
		lookBack: lookBack * MINUTE,
		maxRecords: Infinity,
		isTimeUp: () => false,
		log: () => undefined,
	};
	let state = newScan(BEGINNING);
	const emitted: Item[] = [];
	for (let n = 0; n < 4; n++) {
		const found = await scan(list, state, run);
		for (const item of found.items) emitted.push(item);
		const text = JSON.stringify(found.state);
		expect(text.length).toBeLessThan(1_000_000);
		state = JSON.parse(text) as typeof state;
	}
	return [new Set(emitted).size, emitted.length];
}

// More than can be remembered, so that it takes several polls.
test.each([
	{ days: 7, ids: 'stable', lookBack: 5 },
	{ days: 3650, ids: 're-encoded', lookBack: 10_080 },
])('very many records come once, and the state stays below 1 MB: %j', async (setup) => {
	const items = itemsWithin(setup.days, setup.ids);
	expect(await emittedBy(items, setup.lookBack)).toEqual([COUNT, COUNT]);
});

test('130,000 records on one page, of a server that ignores the limit, can wait for their turn', async () => {
	const items = Array.from({ length: 130_000 }, (_, n) => contact(n, (NOW - n) as Microseconds));
	const { page } = listOf(items);
	const all = async () => await page(BEGINNING, items.length);
	const list: List = {
		...listOf(items),
		page: all,
		async *pages() {
			yield await all();
		},
	};
	const run = { lookBack: MINUTE, maxRecords: 50, isTimeUp: () => false, log: () => undefined };
	expect((await scan(list, newScan(BEGINNING), run)).items).toHaveLength(50);
});

test('an import of 20,000 in one microsecond comes once each, though IDs change', async () => {
	const items = Array.from({ length: 20_000 }, (_, n) => contact(n, NOW));
	expect(await emittedBy(items, 5)).toEqual([20_000, 20_000]);
});

test('a cursor that leads to itself fails the poll', async () => {
	const list = listOf(itemsWithin(7, 'stable'));
	const page = async (start: number) =>
		({ ...(await list.page(BEGINNING, 500, String(start))), nextCursor: '500' }) as ItemPage;
	const run = {
		lookBack: MINUTE,
		maxRecords: Infinity,
		isTimeUp: () => true,
		log: () => undefined,
	};
	const circle: List = {
		...list,
		page: async () => await page(0),
		async *pages(_since, cursor) {
			yield await page(Number(cursor ?? 0));
		},
	};
	let { state } = await scan(circle, newScan(BEGINNING), run);
	const poll = async () => {
		for (let n = 0; n < 30; n++) ({ state } = await scan(circle, state, run));
	};
	await expect(poll()).rejects.toThrow(
		/^HyperRep returned an inconsistent list of contact records/,
	);
});

test('without a time of HyperRep, a list that takes too long to read says what to do', async () => {
	const list = listOf(itemsWithin(7, 'stable'));
	const untold = (page: ItemPage): ItemPage => ({ ...page, serverTime: undefined });
	const run = { lookBack: MINUTE, maxRecords: 50, isTimeUp: () => true, log: () => undefined };
	const beginning = begin(
		{
			...list,
			page: async (...request) => untold(await list.page(...request)),
			async *pages(...request) {
				for await (const page of list.pages(...request)) yield untold(page);
			},
		},
		run,
	);
	await expect(beginning).rejects.toMatchObject({
		message: "HyperRep's response has no date, and the list is too long to read in one poll",
		description: "Change 'Start From' to 'Date', and enter a date.",
	});
});
