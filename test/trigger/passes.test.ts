import { MINUTE, SECOND } from '../../nodes/HyperRep/time/microseconds';
import { MemoryList, type Stored } from './MemoryList';
import type * as quick from './quick';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quick>('./quick').sleepless());

const DAY = 24 * 3600;

/** Polls until something is emitted; gives how many polls that took. */
async function pollsUntilNew(list: MemoryList): Promise<number> {
	for (let n = 1; n <= 100; n++) if ((await list.poll()).length > 0) return n;
	return Infinity;
}

describe('a list that comes oldest first', () => {
	test.each([
		[5000, 12],
		[20_000, 70],
	])(
		'of %i, with cursors that show it as it was: a new one comes within %i polls',
		async (count, polls) => {
			const list = new MemoryList({ order: 'oldestFirst', cursors: 'snapshot' });
			list.addOld(count);
			await list.activate();
			for (let n = 0; n < 5; n++) await list.poll();
			const first = list.create();
			expect(await pollsUntilNew(list)).toBeLessThanOrEqual(polls);
			// Once that was seen, nothing waits.
			const second = list.create();
			expect(await list.poll()).toEqual([second.number]);
			expect(list.emitted).toEqual([first.number, second.number]);
		},
	);

	test('with cursors that are only good for one limit costs one request with nothing new', async () => {
		const list = new MemoryList({ order: 'oldestFirst', cursors: 'ofLimit' });
		list.addOld(100_000);
		await list.activate();
		for (let n = 0; n < 3; n++) await list.poll();
		list.requests = 0;
		for (let n = 0; n < 20; n++) expect(await list.poll()).toEqual([]);
		expect(list.requests).toBe(20);
	});
});

test.each(['newestFirst', 'oldestFirst'] as const)(
	'of 10,000 waiting records, 50 come in each poll, in order, %s, with five requests at the most on average',
	async (order) => {
		const list = new MemoryList({ order, maxRecords: 50 });
		list.addOld(600);
		await list.activate();
		await list.poll();
		const numbers = Array.from({ length: 10_000 }, () => list.create().number);
		list.requests = 0;
		for (let n = 0; n < 200; n++) expect(await list.poll(1)).toHaveLength(50);
		expect(list.emitted).toEqual(numbers);
		expect(list.requests).toBeLessThanOrEqual(5 * 200);
	},
);

test.each(['newestFirst', 'name', 'none'] as const)(
	'records on more pages than are remembered come in the next polls, order "%s"',
	async (order) => {
		const list = new MemoryList({ order, longestPage: 2, maxRecords: 50 });
		list.addOld(100);
		await list.activate();
		const numbers = Array.from({ length: 1000 }, () => list.create().number);
		for (let n = 0; n < 25; n++) await list.poll(1);
		expect([...list.emitted].sort((a, b) => a - b)).toEqual(numbers);
	},
);

describe.each([true, false])('of more than can be remembered, stable IDs: %s', (areIdsStable) => {
	const options = { areIdsStable, maxKnown: 20, longestPage: 5 };

	test.each([
		['newestFirst', Infinity],
		['oldestFirst', Infinity],
		['name', Infinity],
		['none', Infinity],
		['newestFirst', 7],
		['oldestFirst', 7],
		['name', 7],
		['none', 7],
	] as const)(
		'each is emitted once, though new ones move the others to the next page, order "%s", at most %d a run',
		async (order, maxRecords) => {
			const list = new MemoryList({ ...options, order, maxRecords });
			list.addOld(100);
			list.pagesInTime = 3;
			for (let n = 0; n < 60; n++) {
				if (n % 3 === 0) list.create();
				await list.poll(20);
			}
			for (let n = 0; n < 20; n++) await list.poll();
			expect([...list.emitted].sort((a, b) => a - b)).toEqual(
				list.records.map((one) => one.number),
			);
		},
	);

	test.each(['newestFirst', 'name', 'none'] as const)(
		'each of an import is emitted once, also one in the middle of a pass, at most 7 a run, order "%s"',
		async (order) => {
			const list = new MemoryList({ ...options, order, maxRecords: 7 });
			list.addOld(100);
			await list.activate();
			list.pagesInTime = 3;
			for (let n = 0; n < 5; n++) await list.poll(20);
			const imported = Array.from({ length: 100 }, () => list.create().number);
			for (let n = 0; n < 80; n++) await list.poll(20);
			expect([...list.emitted].sort((a, b) => a - b)).toEqual(imported);
		},
	);

	test.each(['newestFirst', 'name', 'none'] as const)(
		'none is emitted again where the last part of a pass shows nothing new, order "%s"',
		async (order) => {
			const list = new MemoryList({ ...options, order });
			list.addOld(100);
			await list.activate();
			for (let n = 0; n < 60; n++) list.create({ name: `A ${n}` });
			list.pagesInTime = 3;
			for (let n = 0; n < 60; n++) await list.poll(5);
			expect(list.emitted).toHaveLength(60);
		},
	);
});

test('pages that are noted again and again, since deleted records move the others, do not fill the state', async () => {
	const list = new MemoryList({ order: 'none', longestPage: 2, maxRecords: 1 });
	list.addOld(5);
	await list.activate();
	const records = Array.from({ length: 200 }, () => list.create());
	const deleted = records.filter((_, n) => n % 4 === 3);
	for (let n = 0; n < 260; n++) {
		const one = deleted[n];
		if (one !== undefined) list.delete(one);
		await list.poll(5);
		expect(JSON.stringify(list.state).length).toBeLessThan(60_000);
	}
	const kept = records.filter((record) => !deleted.includes(record));
	const numbers = kept.map(({ number }) => number);
	expect(list.emitted.filter((number) => numbers.includes(number)).sort()).toEqual(numbers.sort());
});

test('a record that becomes visible late behind many younger ones comes within a twentieth of the look-back', async () => {
	const list = new MemoryList({ order: 'newestFirst', lookBack: 600 });
	list.addOld(600);
	await list.activate();
	const late = list.create({ at: list.time, visibleAt: list.time + 300 * MINUTE });
	for (let n = 0; n < 301; n++) {
		for (let m = 0; m < 5; m++) list.create();
		await list.poll(55);
	}
	for (let n = 0; n < 30; n++) await list.poll();
	expect(list.emitted.filter((number) => number === late.number)).toHaveLength(1);
});

test('a front that has hidden something is not trusted for a day', async () => {
	const list = new MemoryList({ order: 'name' });
	for (let n = 0; n < 5000; n++)
		list.create({ at: list.time - n * MINUTE, name: `M${10_000 + n}` });
	await list.activate();
	const hidden: Stored[] = [];
	list.time += DAY * SECOND;
	await list.poll();
	// A full pass is under way: what it finds now, the top should have shown.
	hidden.push(list.create({ name: 'M14990 b' }));
	for (let n = 0; n < 8; n++) await list.poll();
	hidden.push(list.create({ name: 'M12000 b' }));
	expect(await list.poll()).toEqual([hidden[1]?.number]);
	expect(list.emitted).toEqual(hidden.map(({ number }) => number));
});
