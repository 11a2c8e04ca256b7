import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import { LIST_ORDERS, type ListOrder } from '../../dev/standIn/store';
import { World } from './fixture';

const LARGE = 20_000;

let world: World;

beforeEach(() => {});

afterEach(async () => {
	jest.restoreAllMocks();
	await world.standIn.stop();
});

async function begin(order: ListOrder, ids: 'stable' | 're-encoded' = 'stable') {
	world = await new World(order, ids).start();
	world.organization.contacts.createMany(
		Array.from({ length: LARGE }, (_, n) => ({
			fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `old${n}@example.com` },
			createdAt: world.time - (LARGE - n) * 5 * SECOND,
		})),
	);
	await world.activate();
	expect(world.cost().requests).toBeLessThanOrEqual(2);
}

/** Until nothing that was done before has an effect on the next poll. */
async function settle() {
	for (let n = 0; n < 3; n++) {
		world.pass(6 * 60);
		await world.poll();
	}
	world.cost();
}

test('with nothing new, a list that comes newest first costs one request for at most 50 contacts', async () => {
	await begin('newestFirst');
	for (let n = 0; n < 3; n++) {
		expect(await world.poll()).toEqual([]);
		const { requests, contacts } = world.cost();
		expect(requests).toBe(1);
		expect(contacts).toBeLessThanOrEqual(50);
		world.pass(60);
	}
	const contact = world.create();
	expect(await world.poll()).toEqual([contact.number]);
	expect(world.cost()).toMatchObject({ requests: 1 });
});

test.each(['stable', 're-encoded'] as const)(
	'with nothing new, a list that comes oldest first costs two requests, with %s IDs',
	async (ids) => {
		await begin('oldestFirst', ids);
		await world.poll();
		// Once through the list, to find its end.
		expect(world.cost().requests).toBe(LARGE / 500 + 1);
		for (let n = 0; n < 5; n++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBeLessThanOrEqual(2);
		}
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		expect(world.cost().requests).toBeLessThanOrEqual(3);
		await settle();
		expect(await world.poll()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(2);
	},
);

test.each([500, 1000])(
	'with nothing new, oldest first costs two requests also where a page has just begun (%i)',
	async (count) => {
		world = await new World('oldestFirst', 're-encoded').start();
		world.addOld(count);
		await world.activate();
		await world.poll();
		world.create();
		await world.poll();
		for (let n = 0; n < 10; n++) {
			world.cost();
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBeLessThanOrEqual(2);
		}
	},
);

test.each(LIST_ORDERS)(
	'one contact that goes while tens of thousands are read costs none of the others, order "%s"',
	async (order) => {
		world = await new World(order, 'stable').start();
		const { contacts } = world.organization;
		contacts.createMany(
			Array.from({ length: 21_000 }, (_, n) => ({
				fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `${n}@example.com` },
				createdAt: world.time - n * 1_000_001,
			})),
		);
		world.trigger.change({ startFrom: 'all' });
		const [first] = contacts.visible();
		world.standIn.faults.add({
			fault: { kind: 'meanwhile', act: () => contacts.delete(first.number) },
			skip: 6,
			times: 1,
		});
		await world.activate();
		await world.poll();
		expect(world.emitted.size).toBe(21_000);
		expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
	},
	60_000,
);

test.each(['name', 'none'] as const)('a list with the order "%s" is read whole', async (order) => {
	await begin(order);
	const contact = world.create();
	world.cost();
	expect(await world.poll()).toEqual([contact.number]);
	expect(world.cost()).toMatchObject({ contacts: LARGE + 1 + 50 });
});

test('a burst is not read again for ever', async () => {
	await begin('newestFirst');
	for (let n = 0; n < 2000; n++) world.create({}, { createdAt: world.time + n });
	world.pass(1);
	expect(await world.poll()).toHaveLength(2000);
	await settle();
	expect(await world.poll()).toEqual([]);
	expect(world.cost()).toEqual({ requests: 1, contacts: 50 });
});

test('a page of contacts of one microsecond shows no order, so more is read', async () => {
	await begin('none');
	const createdAt = world.time - 10 * MINUTE;
	for (let n = 0; n < 100; n++) world.create({}, { createdAt });
	const contact = world.create();
	expect(await world.poll()).toEqual([contact.number]);
});

test('a list that has turned round is noticed', async () => {
	await begin('oldestFirst');
	await world.poll();
	const old = world.organization;
	const url = world.standIn.idOf('organization', old);
	// The same contacts in another order, under the same ID.
	const turned = world.standIn.addOrganization('Turned', 'none');
	turned.contacts.createMany(
		old.contacts.visible().map(({ createdAt, ...fields }) => ({ fields, createdAt })),
	);
	world.standIn.organizations.splice(0, 1);
	Object.assign(turned, { number: old.number });
	world.organization = turned;
	expect(world.standIn.idOf('organization', turned)).toBe(url);
	const contact = world.create();
	expect(await world.poll()).toEqual([contact.number]);
	expect(await world.poll()).toEqual([]);
});

test.each(['newestFirst', 'oldestFirst', 'name', 'none'] as const)(
	'60,000 new contacts at once come in one poll, order "%s", and the state stays under 1 MB',
	async (order) => {
		world = await new World(order, 're-encoded').start();
		await world.activate();
		world.organization.contacts.createMany(
			Array.from({ length: 60_000 }, (_, n) => ({
				fields: { name: `Contact ${(n * 7919) % 10_007}`, email: `${n}@example.com` },
				createdAt: world.time + Math.floor((n * 7_919_333) % 250_000_000),
			})),
		);
		world.pass(300);
		expect(await world.poll()).toHaveLength(60_000);
		expect(world.trigger.state.length).toBeLessThan(1_000_000);
		world.trigger.restart();
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		for (let n = 0; n < 4; n++) {
			world.pass(600);
			await world.poll();
		}
		expect(world.trigger.state.length).toBeLessThan(2000);
		expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
	},
	60_000,
);
