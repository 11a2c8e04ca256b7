/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';

import { MINUTE, SECOND } from '../../nodes/HyperRep/time/microseconds';
import { MemoryList, type Order, type Stored } from './MemoryList';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// The server's clock stands still here, so there is nothing to wait for.
	sleep: async () => await Promise.resolve(),
}));

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

test('a record that shows late behind many younger ones comes within a twentieth of the look-back', async () => {
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

describe('where IDs stay', () => {
	/** Polls a list of pages of one record that was seen to keep its IDs. */
	async function beginWith(order: Order) {
		const list = new MemoryList({ order, longestPage: 1 });
		list.addOld(4);
		await list.activate();
		for (let n = 0; n < 2; n++) await list.poll();
		return list;
	}

	test.each(['newestFirst', 'oldestFirst', 'name', 'none'] as const)(
		'twins of one microsecond that hold the same are two, also on two pages, order "%s"',
		async (order) => {
			const list = await beginWith(order);
			const at = (list.time += SECOND);
			const twins = [1, 2, 3].map(() => list.create({ at, name: 'Sam' }).number);
			for (let n = 0; n < 2; n++) await list.poll();
			expect([...list.emitted].sort()).toEqual(twins);
		},
	);

	test('many twins of one microsecond on several pages do not look as if IDs had changed', async () => {
		const list = new MemoryList({ order: 'oldestFirst' });
		list.addOld(560);
		await list.activate();
		for (let n = 0; n < 2; n++) await list.poll();
		const at = (list.time += SECOND);
		const twins = Array.from({ length: 120 }, () => list.create({ at, name: 'Sam' }).number);
		for (let n = 0; n < 40; n++) {
			await list.poll();
			expect(list.state.ids.areStable).toBe(true);
		}
		expect(list.emitted).toEqual(twins);
	});

	test('twins that wait in the first poll, which cannot know that IDs stay, come once each', async () => {
		const list = new MemoryList({ order: 'newestFirst', maxRecords: 3 });
		await list.activate();
		const at = (list.time += SECOND);
		const twins = Array.from({ length: 8 }, () => list.create({ at, name: 'Sam' }).number);
		for (let n = 0; n < 5; n++) await list.poll();
		expect([...list.emitted].sort()).toEqual(twins);
	});

	test('one that was edited while another of its microsecond appeared is known, and the other is new', async () => {
		const list = await beginWith('name');
		const at = (list.time += SECOND);
		const first = list.create({ at, name: 'Ada' });
		await list.poll();
		list.edit(first, 'Zoe');
		const other = list.create({ at, name: 'Bob' });
		await list.poll();
		expect(list.emitted).toEqual([first.number, other.number]);
	});
});

describe('where IDs change', () => {
	test('one that is edited and moves on between two parts of a pass comes once', async () => {
		const list = new MemoryList({ order: 'name', areIdsStable: false, longestPage: 3 });
		list.addOld(20);
		await list.activate();
		const record = list.create({ name: 'A' });
		await list.poll();
		list.pagesInTime = 1;
		await list.poll();
		list.edit(record, 'Zoe');
		for (let n = 0; n < 20; n++) await list.poll();
		expect(list.emitted).toEqual([record.number]);
	});

	test('some that are edited and move on between the parts of each pass come once each', async () => {
		const list = new MemoryList({ order: 'name', areIdsStable: false, longestPage: 3 });
		list.addOld(20);
		await list.activate();
		const records = ['A', 'B', 'C'].map((name) => list.create({ name }));
		await list.poll();
		list.pagesInTime = 2;
		for (let n = 0; n < 60; n++) {
			await list.poll(5);
			for (const record of records.slice(n % 3, (n % 3) + 1))
				list.edit(record, `${'AGMSZ'.charAt(n % 5)} ${n}`);
		}
		expect(list.emitted).toEqual(records.map(({ number }) => number));
	});

	test.each([12, 13, 14, 15])(
		'twins that wait are emitted once beside a full pass, %i a page',
		async (longestPage) => {
			const options = { order: 'oldestFirst', areIdsStable: false, maxRecords: 1 } as const;
			const list = new MemoryList({ ...options, longestPage });
			list.addOld(56);
			await list.activate();
			for (let n = 0; n < 3; n++) await list.poll();
			for (const count of [2, 1, 7]) {
				const at = list.time + 30 * SECOND;
				for (let n = 0; n < count; n++) list.create({ at });
				list.time = at;
				await list.poll(3);
			}
			for (let n = 0; n < 12; n++) await list.poll(20);
			expect([...list.emitted].sort()).toEqual(list.records.slice(56).map(({ number }) => number));
		},
	);

	test.each([
		['before', 'Zoe', 'A'],
		['behind', 'A', 'Zoe'],
	])(
		'a late one that stands %s another of its microsecond is emitted from parts of a pass',
		async (_, first, second) => {
			const list = new MemoryList({ order: 'name', areIdsStable: false, longestPage: 3 });
			list.addOld(20);
			await list.activate();
			const known = list.create({ name: first });
			await list.poll();
			const late = list.create({ at: known.at, name: second });
			list.pagesInTime = 1;
			for (let n = 0; n < 40; n++) await list.poll(5);
			expect(list.emitted).toEqual([known.number, late.number]);
		},
	);
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

// The same histories in every run of CI; another seed plays others.
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);

type Step = { kind: string; pick: number };

const steps = fc.array(
	fc.record<Step>({
		kind: fc.constantFrom(
			...['create', 'create', 'twin', 'same', 'late', 'edit', 'delete', 'pass', 'poll', 'poll'],
			...['restart', 'hurry'],
		),
		pick: fc.nat(1000),
	}),
	{ maxLength: 40 },
);

/** Plays a history, and says what came more or less than once. */
async function play(list: MemoryList, history: Step[], areIdsStable: boolean): Promise<string[]> {
	list.addOld(8);
	await list.activate();
	await list.poll();
	const created: Stored[] = [];
	const deleted = new Set<Stored>();
	for (const { kind, pick } of history) {
		const one = created[pick % Math.max(1, created.length)];
		const last = created.at(-1);
		const isRecent = last !== undefined && last.at > list.time - 4 * MINUTE;
		if (kind === 'create') created.push(list.create());
		else if (kind === 'twin' && isRecent) created.push(list.create({ at: last.at }));
		// What holds the same can't be told apart where IDs change.
		else if (kind === 'same' && isRecent && areIdsStable) created.push(list.create(last));
		else if (kind === 'late') {
			list.time += SECOND / 4;
			created.push(list.create({ at: list.time, visibleAt: list.time + (pick % 290) * SECOND }));
		} else if (kind === 'edit' && one !== undefined && isAlone(one))
			list.edit(one, `Edited ${pick}`);
		else if (kind === 'delete' && one !== undefined && isAlone(one)) {
			list.delete(one);
			deleted.add(one);
		} else if (kind === 'pass') list.time += (pick % 100) * SECOND;
		else if (kind === 'poll') await list.poll(1);
		else if (kind === 'restart') list.restart();
		else if (kind === 'hurry') {
			list.pagesInTime = pick % 3;
			await list.poll(1);
			list.pagesInTime = Infinity;
		}
	}
	for (let n = 0; n < 15; n++) await list.poll(30);
	for (let n = 0; n < 12; n++) await list.poll(DAY / 4);
	return created.flatMap((record) => {
		const times = list.emitted.filter((number) => number === record.number).length;
		const isRight = deleted.has(record) ? times <= 1 : times === 1;
		return isRight ? [] : [`${record.number} came ${times} times`];
	});

	function isAlone({ at }: Stored): boolean {
		return areIdsStable || created.filter((other) => other.at === at).length === 1;
	}
}

describe.each([true, false])(`random histories, stable IDs: %s (SEED=${SEED})`, (areIdsStable) => {
	test.each(['newestFirst', 'oldestFirst', 'name', 'none', 'edited'] as const)(
		'in the order "%s", each record comes once',
		async (order) => {
			const property = fc.asyncProperty(
				steps,
				fc.constantFrom(1, 3, 20, 500),
				fc.constantFrom('position' as const, 'snapshot' as const, 'ofLimit' as const),
				fc.constantFrom(2, 5, Infinity),
				async (history, longestPage, cursors, maxRecords) => {
					const options = { order, areIdsStable, longestPage, cursors, maxRecords };
					expect(await play(new MemoryList(options), history, areIdsStable)).toEqual([]);
				},
			);
			// With this seed, four of the five orders fail where stable IDs are not recognized as such.
			await fc.assert(property, { seed: SEED, numRuns: RUNS });
		},
	);
});
