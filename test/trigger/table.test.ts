import { failureOf } from '../../dev/n8n/fixture';
import { byId } from '../../dev/n8n/harness';
import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import type { StoredContact } from '../../dev/standIn/store';
import { LISTS, numbersOf, World } from './fixture';

// What the trigger must withstand, for lists in every order and for both kinds of IDs.
describe.each(LISTS)('a list with the order "$order" and $ids IDs', ({ order, ids }) => {
	let world: World;

	beforeEach(async () => {
		// The server's clock stands still here, so there is nothing to wait for.
		world = await new World(order, ids).start();
	});

	afterEach(async () => {
		jest.restoreAllMocks();
		await world.standIn.stop();
	});

	/** Every one of these, and nothing else, came out exactly once. */
	const expectOnce = (contacts: StoredContact[]) => {
		expect([...world.emitted].sort()).toEqual(contacts.map(({ number }) => [number, 1]).sort());
	};

	test.each([0, 30, 700])('activation among %i contacts emits none of them', async (count) => {
		world.addOld(count);
		world.create();
		world.pass(1);
		expect(await world.activate()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(2);
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		expect(await world.poll()).toEqual([]);
	});

	test.each([-3600, 3600])(
		'a server whose clock is %i seconds apart makes no difference',
		async (skew) => {
			world.time = Date.now() * 1000 + skew * 1_000_000;
			world.addOld(60);
			await world.activate();
			const contacts = [world.create(), world.create()];
			expect(await world.poll()).toEqual(numbersOf(contacts));
		},
	);

	test('a contact that stands behind many edited ones is emitted', async () => {
		world.addOld(1200);
		await world.activate();
		world.pass(60);
		await world.poll();
		const fresh = world.create();
		// In the order of their creation, the oldest last: the front of a list by last edit looks newest first.
		const old = world.organization.contacts
			.visible()
			.filter(({ number }) => number !== fresh.number);
		const byAge = old.sort((a, b) => a.createdAt - b.createdAt).slice(0, 100);
		for (const { number } of byAge) {
			world.organization.contacts.edit(number, { company_role: 'Customer' });
		}
		world.pass(60);
		expect(await world.poll()).toEqual([fresh.number]);
	});

	test('the first contact of an empty organization is emitted', async () => {
		await world.activate();
		const contact = world.create({}, { createdAt: world.time });
		expect(await world.poll()).toEqual([contact.number]);
	});

	test('contacts of one microsecond, some of them visible later, are emitted once each', async () => {
		world.addOld(60);
		await world.activate();
		world.pass(10);
		const createdAt = world.time + 123_457;
		const first = [1, 2, 3].map(() => world.create({}, { createdAt }));
		const later = [1, 2].map(() => world.create({}, { createdAt, hidden: true }));
		world.pass(1);
		expect((await world.poll()).sort()).toEqual(numbersOf(first).sort());
		for (const { number } of later) world.organization.contacts.show(number);
		expect((await world.poll()).sort()).toEqual(numbersOf(later).sort());
		expect(await world.poll()).toEqual([]);
	});

	test('a contact that becomes visible up to five minutes late is emitted', async () => {
		world.addOld(60);
		await world.activate();
		world.pass(10);
		const slow = world.create({}, { createdAt: world.time, hidden: true });
		for (let minute = 0; minute < 4; minute++) {
			world.pass(60);
			const contact = world.create({}, { createdAt: world.time - 500_000 });
			expect(await world.poll()).toEqual([contact.number]);
		}
		world.pass(55);
		world.organization.contacts.show(slow.number);
		expect(await world.poll()).toEqual([slow.number]);
		for (let minute = 0; minute < 10; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
	});

	test('an edited contact is not emitted again', async () => {
		world.addOld(60);
		await world.activate();
		const contacts = [world.create(), world.create(), world.create()];
		await world.poll();
		const company = world.organization.addCompany('Northwind').number;
		const changes = [{ name: 'Changed' }, { email: 'changed@example.com' }, { company }];
		for (const [n, change] of changes.entries()) {
			world.organization.contacts.edit(contacts[n].number, change);
			expect(await world.poll()).toEqual([]);
		}
		world.organization.contacts.edit(contacts[0].number, {
			name: 'A',
			email: 'b@example.com',
			company,
		});
		expect(await world.poll()).toEqual([]);
		expectOnce(contacts);
	});

	test('of an edited contact and a late one of the same microsecond, the late one is new', async () => {
		await world.activate();
		world.pass(5);
		const createdAt = world.time;
		const contact = world.create({ name: 'Zoe' }, { createdAt });
		const late = world.create({}, { createdAt, hidden: true });
		world.pass(1);
		await world.poll();
		world.organization.contacts.edit(contact.number, { name: 'Ann' });
		world.organization.contacts.show(late.number);
		expect(await world.poll()).toEqual([late.number]);
	});

	test.each([{ name: 'Zoe' }, { name: 'Zoe', email: 'zoe@example.com' }])(
		'a contact changed in all it had (%j) is known, and a late one of its microsecond is new',
		async (fields) => {
			world.addOld(20);
			await world.activate();
			world.pass(5);
			const createdAt = world.time;
			const nothing = { name: null, email: null, phone_number: null };
			const contact = world.create({ ...nothing, ...fields }, { createdAt });
			const late = world.create({}, { createdAt, hidden: true });
			world.pass(1);
			expect(await world.poll()).toEqual([contact.number]);
			const changes = Object.fromEntries(
				Object.keys(fields).map((field) => [field, 'x@y.example']),
			);
			world.organization.contacts.edit(contact.number, changes);
			expect(await world.poll()).toEqual([]);
			world.organization.contacts.show(late.number);
			expect(await world.poll()).toEqual([late.number]);
			expect(await world.poll()).toEqual([]);
		},
	);

	test('namesakes of one microsecond come out of parts of the list, once each', async () => {
		world.standIn.longestPage = 2;
		await world.activate();
		world.pass(5);
		const createdAt = world.time;
		const contacts = [1, 2, 3, 4, 5].map((n) =>
			world.create(
				{ name: 'Sam', email: `sam${n}@example.com`, phone_number: null },
				{ createdAt },
			),
		);
		world.trigger.budget = 0;
		for (let n = 0; n < 40; n++) {
			world.pass(20);
			await world.poll();
		}
		expectOnce(contacts);
	});

	test('a budget within which not every page fits is kept, and the place too', async () => {
		world.standIn.longestPage = 50;
		world.addOld(60);
		await world.activate();
		const contacts = Array.from({ length: 400 }, () => world.create());
		world.standIn.latency = 60;
		world.trigger.budget = 400;
		for (let n = 0; n < 30 && world.emitted.size < contacts.length; n++) await world.poll();
		expectOnce(contacts);
	});

	test('of two polls that begin at the same time, the slower one does not begin again', async () => {
		world.addOld(60);
		world.standIn.faults.add({
			fault: { kind: 'meanwhile', act: async () => await world.standIn.untilInFlight(99) },
			times: 1,
		});
		const slow = world.poll();
		await world.standIn.untilInFlight(1);
		await world.poll();
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		world.pass(60);
		world.standIn.mostInFlight = 99;
		expect(await slow).toEqual([]);
		const next = world.create();
		expect(await world.poll()).toEqual([next.number]);
	});

	test.each([400, 404, 410, 422])(
		'a remembered cursor refused with %i starts over',
		async (status) => {
			world.addOld(1200);
			await world.activate();
			const contacts = [world.create()];
			await world.poll();
			world.trigger.budget = 0;
			await world.poll();
			world.trigger.budget = 300_000;
			world.standIn.faults.add({
				fault: { kind: 'status', status },
				matches: ({ query }) => query.cursor !== undefined,
				times: 1,
			});
			contacts.push(world.create());
			await world.poll().catch(() => []);
			await world.poll();
			expectOnce(contacts);
		},
	);

	test('a restart loses nothing, also after many empty polls', async () => {
		world.addOld(60);
		await world.activate();
		const contacts = [world.create()];
		await world.poll();
		for (let minute = 0; minute < 20; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
		contacts.push(world.create());
		world.trigger.restart();
		contacts.push(world.create());
		await world.poll();
		world.trigger.restart();
		expect(await world.poll()).toEqual([]);
		expectOnce(contacts);
	});

	test('a poll that fails on any page leaves the state as it was', async () => {
		world.addOld(1200);
		await world.activate();
		await world.poll();
		const contacts = [world.create(), world.create()];
		const { state } = world.trigger;
		for (let skip = 0; skip < 4; skip++) {
			world.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip });
			const isRead = await world.poll().then(
				() => true,
				() => false,
			);
			world.standIn.faults.clear();
			if (isRead) break;
			expect(world.trigger.state).toBe(state);
		}
		await world.poll();
		expectOnce(contacts);
	});

	test.each(['position', 'record'] as const)(
		'contacts that come and go between two pages, cursors being a %s',
		async (cursors) => {
			await world.standIn.stop();
			world = await new World(order, ids, { longestPage: 7, cursors }).start();
			world.addOld(20);
			await world.activate();
			const contacts = Array.from({ length: 30 }, () => world.create());
			const deleted: StoredContact[] = [];
			let page = 0;
			const meanwhile = () => {
				page++;
				// An old one and a new one go, and another comes, each time at other places of the list.
				const [old] = world.organization.contacts
					.visible()
					.filter(({ number }) => !contacts.some((contact) => contact.number === number));
				if (page % 2 === 0 && old !== undefined) world.organization.contacts.delete(old.number);
				if (page % 3 === 0) {
					const gone = contacts[page];
					deleted.push(gone);
					world.organization.contacts.delete(gone.number);
				}
				if (page % 2 === 1) contacts.push(world.create());
			};
			world.standIn.faults.add({ fault: { kind: 'meanwhile', act: meanwhile }, skip: 1, times: 8 });
			for (let n = 0; n < 4; n++) {
				await world.poll();
				world.pass(60);
			}
			const kept = contacts.filter((contact) => !deleted.includes(contact));
			for (const { number } of kept)
				expect([number, world.emitted.get(number)]).toEqual([number, 1]);
			for (const { number } of deleted) expect(world.emitted.get(number) ?? 1).toBe(1);
		},
	);

	test('two polls in flight emit nothing twice', async () => {
		world.addOld(60);
		await world.activate();
		const contacts = [world.create(), world.create()];
		world.standIn.latency = 20;
		await Promise.all([world.poll(), world.poll(), world.poll()]);
		expectOnce(contacts);
	});

	test('what does not fit the budget comes in the next polls', async () => {
		world.standIn.longestPage = 20;
		world.addOld(300);
		await world.activate();
		const contacts = Array.from({ length: 90 }, () => world.create());
		world.standIn.latency = 12;
		world.trigger.budget = 60;
		let polls = 0;
		while (world.emitted.size < contacts.length && polls < 60) {
			await world.poll();
			polls++;
			if (polls < 10) contacts.push(world.create());
			if (polls === 3) world.trigger.restart();
		}
		expect(polls).toBeGreaterThan(1);
		expectOnce(contacts);
	});

	test('another organization is a new beginning', async () => {
		world.addOld(60);
		await world.activate();
		const contacts = [world.create()];
		await world.poll();
		const first = world.organization;
		world.organization = world.standIn.addOrganization('Other');
		world.addOld(40);
		world.trigger.change({
			organizationId: byId(world.standIn.idOf('organization', world.organization)),
		});
		expect(await world.poll()).toEqual([]);
		contacts.push(world.create());
		await world.poll();
		expectOnce(contacts);
		expect(first.contacts.visible()).toHaveLength(61);
	});

	test('Start From: all contacts, then new ones', async () => {
		world.addOld(700);
		world.trigger.change({ startFrom: 'all' });
		expect(await world.activate()).toHaveLength(700);
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		expectOnce([...world.organization.contacts.visible()]);
	});

	test('Start From: contacts since a date, then new ones', async () => {
		world.addOld(100);
		const startDate = new Date(
			(world.time - 86_400_000_000 - 50 * 60 * MINUTE) / 1000,
		).toISOString();
		world.trigger.change({ startFrom: 'date', startDate });
		expect(await world.activate()).toHaveLength(49);
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		world.trigger.change({ startFrom: 'activation' });
		expect(await world.poll()).toEqual([]);
	});

	test('state that is damaged or of another version is a new beginning', async () => {
		world.addOld(60);
		await world.activate();
		const good = world.trigger.state;
		for (const state of [
			'{}',
			'{"contacts": null}',
			'{"contacts": 7}',
			'{"contacts": {"version": 99}}',
			good.replace(/"known":"[^"]*"/, '"known":""'),
			good.replace(/"settled":\d+/, '"settled":7'),
			good.replace('"readings":[]', '"readings":[],"unfinished":{}'),
			good.replace(/"known":"[^"]*"/, '"known":"5/5/3/3/3,zz"'),
			good.replace(/"settled":\d+/, '"settled":null'),
		]) {
			world.trigger.state = state;
			world.create();
			expect(await world.poll()).toEqual([]);
			const contact = world.create();
			expect(await world.poll()).toEqual([contact.number]);
		}
	});

	test('Fetch Test Event shows one contact, cheaply, and leaves the state alone', async () => {
		expect((await failureOf(world.trigger.fetchTestEvent())).message).toBe(
			'The organization has no contacts yet',
		);
		world.addOld(1200);
		await world.activate();
		world.cost();
		expect(await world.trigger.fetchTestEvent()).toHaveLength(1);
		expect(world.cost().requests).toBeLessThanOrEqual(2);
	});
});

describe.each(['stable', 're-encoded'] as const)(
	'a list by name whose contacts were imported in alphabetical order, with %s IDs',
	(ids) => {
		let list: World;

		beforeEach(async () => {
			list = await new World('name', ids).start();
			const old = Array.from({ length: 2300 }, (_, n) => ({
				fields: { name: `M${String(n).padStart(5, '0')}`, email: `old${n}@example.com` },
				createdAt: list.time - (2300 - n) * 60 * SECOND,
			}));
			list.organization.contacts.createMany(old);
			await list.activate();
			await list.poll();
		});

		afterEach(async () => {
			jest.restoreAllMocks();
			await list.standIn.stop();
		});

		test('new ones come wherever they stand, once each, though it looks oldest first', async () => {
			const created: number[] = [];
			for (const name of ['M00700 b', 'Zoe', 'Ada', 'M01600 b', 'M02299 b', 'Mia', 'Bob']) {
				created.push(list.create({ name }).number);
				// As often as the list has pages, and once more to read it whole.
				for (let n = 0; n < 6; n++) {
					list.pass(60);
					await list.poll();
				}
			}
			expect([...list.emitted.keys()].sort((a, b) => a - b)).toEqual(created);
			expect([...list.emitted.values()].every((times) => times === 1)).toBe(true);
		});

		test('also where the end is too short to show an order', async () => {
			// Four contacts on the last page.
			const { contacts } = list.organization;
			const last = contacts.visible().slice(2004);
			for (const { number } of last) contacts.delete(number);
			list.pass(600);
			await list.poll();
			const { number } = list.create({ name: 'M00700 b' });
			for (let n = 0; n < 7; n++) {
				list.pass(60);
				list.cost();
				await list.poll();
			}
			expect([...list.emitted]).toEqual([[number, 1]]);
		});

		test('it is read in two requests as long as nothing contradicts', async () => {
			for (let n = 0; n < 20; n++) {
				list.pass(60);
				list.cost();
				expect(await list.poll()).toEqual([]);
				expect(list.cost().requests).toBeLessThanOrEqual(2);
			}
		});

		test('one that comes after hours without any comes too', async () => {
			for (let n = 0; n < 40; n++) {
				list.pass(600);
				await list.poll();
			}
			const { number } = list.create({ name: 'Bob' });
			for (let n = 0; n < 6; n++) {
				list.pass(60);
				await list.poll();
			}
			expect([...list.emitted]).toEqual([[number, 1]]);
		});
	},
);
