import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import { CONTACT_LISTS, World, type Ids } from './fixture';
import type { ListOrder } from '../../dev/standIn/store';
import type * as quick from './quick';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quick>('./quick').sleepless());

/** Twenty pages: far more than a poll reads. */
const LARGE = 10_000;

let world: World;

async function begin(order: ListOrder, ids: Ids = 'stable') {
	world = await new World({ order, ids }, { isJudged: false }).start();
	world.organization.contacts.createMany(
		Array.from({ length: LARGE }, (_, n) => ({
			fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `old${n}@example.com` },
			createdAt: world.time - (LARGE - n) * 5 * SECOND,
		})),
	);
	await world.activate();
	expect(world.cost().requests).toBeLessThanOrEqual(5);
}

/** Polls for an hour, a minute apart, and gives what each poll cost. */
async function pollForAnHour() {
	const costs: Array<{ requests: number; records: number }> = [];
	for (let minute = 0; minute < 60; minute++) {
		world.pass(60);
		expect(await world.poll()).toEqual([]);
		costs.push(world.cost());
	}
	const requests = costs.map((cost) => cost.requests);
	return {
		most: Math.max(...requests),
		average: requests.reduce((sum, one) => sum + one, 0) / costs.length,
		records: Math.max(...costs.map(({ records }) => records)),
	};
}

test('with nothing new, a list that comes newest first costs a short request', async () => {
	await begin('newestFirst');
	const { most, records } = await pollForAnHour();
	expect(most).toBe(1);
	expect(records).toBe(40);
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
	expect(world.cost().requests).toBeLessThanOrEqual(2);
});

test.each(['stable', 're-encoded'] as const)(
	'with nothing new, a list that comes oldest first costs two requests, with %s IDs',
	async (ids) => {
		await begin('oldestFirst', ids);
		await world.poll();
		// Once through the list, to find its end.
		expect(world.cost().requests).toBeLessThanOrEqual(LARGE / 500 + 1);
		const { most, average, records } = await pollForAnHour();
		expect(most).toBeLessThanOrEqual(3);
		expect(average).toBeLessThanOrEqual(2.25);
		expect(records).toBeLessThanOrEqual(1050);
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		expect(world.cost().requests).toBeLessThanOrEqual(3);
		for (let n = 0; n < 10; n++) {
			world.pass(60);
			await world.poll();
			expect(world.cost().requests).toBeLessThanOrEqual(3);
		}
	},
);

test.each([500, 1000])(
	'with nothing new, oldest first costs three requests also where a page has just begun (%i)',
	async (count) => {
		world = await new World({ order: 'oldestFirst', ids: 're-encoded' }).start();
		world.addOld(count);
		await world.activate();
		await world.poll();
		world.create();
		await world.poll();
		for (let n = 0; n < 10; n++) {
			world.cost();
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBeLessThanOrEqual(3);
		}
	},
);

test('the front has not hidden a record that was created just after it was read', async () => {
	await begin('newestFirst');
	world.pass(25 * 3600);
	await world.poll();
	world.pass(60);
	const act = () => void world.create();
	world.standIn.faults.add({ fault: { kind: 'meanwhile', act }, skip: 1, times: 1 });
	// The full pass of the day begins beside the front.
	expect(await world.poll()).toHaveLength(1);
	for (let n = 0; n < 15; n++) {
		world.cost();
		world.pass(60);
		expect(await world.poll()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(3);
	}
});

test.each(['name', 'none'] as const)('a list with the order "%s" is read whole', async (order) => {
	await begin(order);
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
	// A short page first, which shows that the list has no order; later polls know it.
	expect(world.cost()).toMatchObject({ records: LARGE + 1 + 40 });
	expect(await world.poll()).toEqual([]);
	expect(world.cost()).toMatchObject({ records: LARGE + 1 });
});

test('once a day every list is read to its end: what hides in one that looks newest first comes', async () => {
	world = await new World({ order: 'name', ids: 'stable' }).start();
	const { contacts } = world.organization;
	contacts.createMany(
		Array.from({ length: 2300 }, (_, n) => ({
			fields: { name: `M${String(n).padStart(5, '0')}`, email: `old${n}@example.com` },
			createdAt: world.time - n * 60 * SECOND,
		})),
	);
	await world.activate();
	for (let n = 0; n < 5; n++) {
		world.pass(60);
		expect(await world.poll()).toEqual([]);
	}
	const hidden: number[] = [];
	for (const name of ['M01200 b', 'M01700 b']) {
		hidden.push(contacts.create({ name }).number);
		world.pass(24 * 3600);
		for (let n = 0; n < 6; n++) {
			world.pass(60);
			await world.poll();
		}
		expect([...world.emitted.keys()]).toEqual(hidden);
	}
	expect([...world.emitted.values()]).toEqual([1, 1]);
});

describe.each(['stable', 're-encoded'] as const)(
	'a list by name whose contacts were imported in alphabetical order, with %s IDs',
	(ids) => {
		beforeEach(async () => {
			world = await new World({ order: 'name', ids }).start();
			const old = Array.from({ length: 2300 }, (_, n) => ({
				fields: { name: `M${String(n).padStart(5, '0')}`, email: `old${n}@example.com` },
				createdAt: world.time - (2300 - n) * 60 * SECOND,
			}));
			world.organization.contacts.createMany(old);
			await world.activate();
			await world.poll();
		});

		test('new ones come wherever they stand, once each, though it looks oldest first', async () => {
			const created: number[] = [];
			for (const name of ['M00700 b', 'Zoe', 'Ada', 'M01600 b', 'M02299 b', 'Mia', 'Bob']) {
				world.pass(1);
				created.push(world.organization.contacts.create({ name }).number);
				// As often as the list has pages, and once more.
				for (let n = 0; n < 6; n++) {
					world.pass(60);
					await world.poll();
				}
			}
			expect([...world.emitted.keys()].sort((a, b) => a - b)).toEqual(created);
			expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
		});

		test('also one that comes after hours without any', async () => {
			for (let n = 0; n < 40; n++) {
				world.pass(600);
				await world.poll();
			}
			const { number } = world.organization.contacts.create({ name: 'Bob' });
			for (let n = 0; n < 6; n++) {
				world.pass(60);
				await world.poll();
			}
			expect([...world.emitted]).toEqual([[number, 1]]);
		});
	},
);

test.each(CONTACT_LISTS.filter(({ ids }) => ids === 'stable'))(
	'one contact that goes while thousands are read costs none of the others, order "$order"',
	async (list) => {
		world = await new World(list, { isJudged: false }).start();
		const { contacts } = world.organization;
		contacts.createMany(
			Array.from({ length: 3500 }, (_, n) => ({
				fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `${n}@example.com` },
				createdAt: world.time - n * 1_000_001,
			})),
		);
		world.trigger.change({ startFrom: 'all' });
		const [first] = contacts.visible();
		world.standIn.faults.add({
			fault: { kind: 'meanwhile', act: () => contacts.delete(first?.number ?? 0) },
			skip: 6,
			times: 1,
		});
		await world.activate();
		for (let n = 0; n < 10; n++) {
			world.pass(60);
			await world.poll();
		}
		expect(world.emitted.size).toBe(3500);
		expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
	},
);

test.each([40, 300])(
	'after %i at one microsecond, a list that comes newest first costs what it did before',
	async (count) => {
		await begin('newestFirst');
		world.pass(60);
		const at = world.time;
		for (let n = 0; n < count; n++) world.create({ at });
		expect(await world.poll()).toHaveLength(count);
		for (let n = 0; n < 6; n++) {
			world.pass(60);
			await world.poll();
		}
		world.cost();
		const { most, average } = await pollForAnHour();
		expect(most).toBeLessThanOrEqual(2);
		expect(average).toBeLessThanOrEqual(1.25);
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
	},
);

test('a burst is not read again for ever', async () => {
	await begin('newestFirst');
	for (let n = 0; n < 2000; n++) world.create({ at: world.time + n });
	world.pass(1);
	expect(await world.poll()).toHaveLength(2000);
	for (let n = 0; n < 3; n++) {
		world.pass(6 * 60);
		await world.poll();
	}
	world.cost();
	const { most } = await pollForAnHour();
	expect(most).toBeLessThanOrEqual(2);
});

test('contacts of one microsecond at the top are not read again for ever, and hide nothing', async () => {
	await begin('newestFirst');
	for (let n = 0; n < 2000; n++) world.create({ at: world.time });
	world.pass(1);
	expect(await world.poll()).toHaveLength(2000);
	for (let n = 0; n < 8; n++) {
		world.pass(60);
		await world.poll();
	}
	world.cost();
	const { most } = await pollForAnHour();
	expect(most).toBe(1);
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
});

describe('a list that comes newest first and is so busy that its top does not reach the last poll', () => {
	/** Polls for some minutes, in each of which 30 are created. */
	async function pollBusily(minutes: number) {
		for (let minute = 0; minute < minutes; minute++) {
			for (let n = 0; n < 30; n++) {
				world.pass(2);
				world.create({ at: world.time });
			}
			await world.poll();
		}
	}

	test.each(['stable', 're-encoded'] as const)(
		'is walked through too: one that becomes visible late comes, with %s IDs',
		async (ids) => {
			world = await new World({ order: 'newestFirst', ids }, { isJudged: false }).start();
			world.addOld(1000);
			await world.activate();
			world.trigger.change({ options: { lookBack: 240 } });
			await pollBusily(5);
			const late = world.create({ at: world.time, hidden: true });
			await pollBusily(20);
			world.show(late);
			await pollBusily(70);
			expect(world.emitted.get(late.number)).toBe(1);
		},
	);
});

test.each(['stable', 're-encoded'] as const)(
	'where cursors expire within minutes, one that becomes visible late far down comes, with %s IDs',
	async (ids) => {
		world = await new World({ order: 'newestFirst', ids }, { isJudged: false }).start();
		world.addOld(1000);
		await world.activate();
		world.trigger.change({ options: { lookBack: 120 } });
		const late = world.create({ at: world.time, hidden: true });
		for (let n = 0; n < 1200; n++) world.create();
		await world.poll();
		world.show(late);
		const states: string[] = [];
		for (let n = 0; n < 12; n++) {
			world.pass(60);
			// They are good for the next poll, and no longer.
			const old = states.at(-2) ?? '';
			states.push(world.trigger.state);
			world.standIn.faults.clear();
			world.standIn.faults.add({
				fault: { kind: 'status', status: 400, body: '{"detail":"Invalid cursor"}' },
				matches: ({ query: { cursor } }) => cursor !== undefined && old.includes(cursor),
			});
			await world.poll();
		}
		expect(world.emitted.get(late.number)).toBe(1);
	},
);

test('a page of contacts of one microsecond shows no order, so more is read', async () => {
	await begin('none');
	const at = world.time - 10 * MINUTE;
	for (let n = 0; n < 100; n++) world.create({ at });
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
});

test('a list that has turned round is noticed', async () => {
	await begin('oldestFirst');
	await world.poll();
	const old = world.organization;
	const id = world.standIn.idOf('organization', old);
	// The same contacts in another order, under the same ID.
	const turned = world.standIn.addOrganization('Turned', 'none');
	turned.contacts.createMany(
		old.contacts
			.visible()
			.map(({ createdAt, name, email }) => ({ fields: { name, email }, createdAt })),
	);
	world.standIn.organizations.splice(0, 1);
	Object.assign(turned, { number: old.number });
	world.organization = turned;
	expect(world.standIn.idOf('organization', turned)).toBe(id);
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
	expect(await world.poll()).toEqual([]);
});

test.each([
	['newestFirst', 8000, 're-encoded'],
	['oldestFirst', 8000, 're-encoded'],
	['name', 48_000, 're-encoded'],
	['none', 8000, 're-encoded'],
] as const)(
	'with the order "%s", %i new contacts at once come in one poll, with %s IDs, and the state stays under 1 MB',
	async (order, count, ids) => {
		world = await new World({ order, ids }, { isJudged: false }).start();
		await world.activate();
		world.organization.contacts.createMany(
			Array.from({ length: count }, (_, n) => ({
				fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `${n}@example.com` },
				createdAt: world.time + Math.floor((n * 7_919_333) % 250_000_000),
			})),
		);
		world.pass(300);
		expect(await world.poll()).toHaveLength(count);
		expect(world.trigger.state.length).toBeLessThan(1_000_000);
		world.trigger.restart();
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		// What is known is forgotten after the second full pass.
		for (let day = 0; day < 3; day++) {
			world.pass(24 * 3600);
			for (let n = 0; n < 10; n++) await world.poll();
		}
		expect(world.trigger.state.length).toBeLessThan(3000);
		expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
	},
	180_000,
);
