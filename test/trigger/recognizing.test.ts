import { SECOND } from '../../nodes/HyperRep/time/microseconds';
import { MemoryList, type Order } from './MemoryList';
import type * as quick from './quick';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quick>('./quick').sleepless());

describe('where IDs are stable', () => {
	/** Polls a list of pages of one record that was seen to have stable IDs. */
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

	test('twins that wait in the first poll, which cannot know that IDs are stable, come once each', async () => {
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
