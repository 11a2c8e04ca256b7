import { failureOf } from '../useStandIn';
import { byId } from '../../dev/n8n/locator';
import { CONTACT_LISTS, LISTS, numbersOf, World } from './fixture';
import type { Thing } from './subjects';

// What the trigger must withstand, for every event, in lists in every order and for both kinds of IDs.
describe.each(LISTS)('$event in a list with the order "$order", $ids IDs $dates', (list) => {
	let world: World;

	beforeEach(async () => {
		world = await new World(list).start();
	});

	test.each([0, 30])('activation among %i records emits none of them', async (count) => {
		world.addOld(count);
		if (count > 0) world.create();
		world.pass(1);
		expect(await world.activate()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(5);
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		expect(await world.poll()).toEqual([]);
	});

	test('records of one microsecond, some of them visible later, are emitted once each', async () => {
		world.addOld(20);
		await world.activate();
		world.pass(10);
		const at = world.time + 123_457;
		const first = [1, 2, 3].map(() => world.create({ at }));
		const later = [1, 2].map(() => world.create({ at, hidden: true }));
		world.pass(1);
		expect((await world.poll()).sort()).toEqual(numbersOf(first).sort());
		for (const thing of later) world.show(thing);
		expect((await world.poll()).sort()).toEqual(numbersOf(later).sort());
		expect(await world.poll()).toEqual([]);
	});

	test('a record that becomes visible up to five minutes late is emitted', async () => {
		world.addOld(20);
		await world.activate();
		world.pass(10);
		const slow = world.create({ at: world.time, hidden: true });
		for (let minute = 0; minute < 4; minute++) {
			world.pass(60);
			const thing = world.create({ at: world.time - 500_000 });
			expect(await world.poll()).toEqual([thing.number]);
		}
		world.pass(55);
		world.show(slow);
		expect(await world.poll()).toEqual([slow.number]);
		for (let minute = 0; minute < 8; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
	});

	test('an edited record is not emitted again', async () => {
		world.addOld(20);
		await world.activate();
		const things = [world.create(), world.create(), world.create()];
		await world.poll();
		for (const [n, thing] of things.entries()) {
			world.edit(thing, n);
			expect(await world.poll()).toEqual([]);
			world.edit(thing, n + 1);
			expect(await world.poll()).toEqual([]);
		}
		world.expectOnce(things);
	});

	test('a restart loses nothing, also after many empty polls', async () => {
		world.addOld(20);
		await world.activate();
		const things = [world.create()];
		await world.poll();
		for (let minute = 0; minute < 12; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
		things.push(world.create());
		world.trigger.restart();
		things.push(world.create());
		await world.poll();
		world.trigger.restart();
		expect(await world.poll()).toEqual([]);
		world.expectOnce(things);
	});

	test('a poll that fails on any request leaves the state as it was', async () => {
		world.standIn.longestPage = 50;
		world.addOld(70);
		await world.activate();
		await world.poll();
		const things = [world.create(), world.create()];
		const { state } = world.trigger;
		for (let skip = 0; skip < 6; skip++) {
			world.standIn.faults.add({ fault: { kind: 'status', status: 403 }, skip });
			const isRead = await world.poll().then(
				() => true,
				() => false,
			);
			world.standIn.faults.clear();
			if (isRead) break;
			expect(world.trigger.state).toBe(state);
		}
		await world.poll();
		world.expectOnce(things);
	});

	test.each(['position', 'record'] as const)(
		'records that come and go between two pages, cursors being a %s',
		async (cursors) => {
			world = await new World(list, { longestPage: 7, cursors }).start();
			world.addOld(20);
			await world.activate();
			const things = Array.from({ length: 20 }, () => world.create());
			const deleted: Thing[] = [];
			let page = 0;
			const act = () => {
				page++;
				const gone = things[page];
				if (list.subject.canDelete && page % 3 === 0 && gone !== undefined) {
					deleted.push(gone);
					world.delete(gone);
				}
				if (page % 2 === 1) things.push(world.create());
			};
			world.standIn.faults.add({ fault: { kind: 'meanwhile', act }, skip: 1, times: 8 });
			for (let n = 0; n < 5; n++) {
				await world.poll();
				world.pass(60);
			}
			for (const { number } of things) {
				const times = world.emitted.get(number) ?? 0;
				const isGone = deleted.some((thing) => thing.number === number);
				expect([number, times]).toEqual([number, isGone ? Math.min(times, 1) : 1]);
			}
		},
	);

	test('three polls in flight emit nothing twice', async () => {
		world.addOld(20);
		await world.activate();
		const things = [world.create(), world.create()];
		world.standIn.latency = 5;
		await Promise.all([world.poll(), world.poll(), world.poll()]);
		world.expectOnce(things);
	});

	test('what does not fit the budget comes in the next polls', async () => {
		world.standIn.longestPage = 10;
		world.addOld(40);
		await world.activate();
		const things = Array.from({ length: 40 }, () => world.create());
		world.trigger.budget = 0;
		for (let polls = 0; world.emitted.size < things.length && polls < 40; polls++) {
			await world.poll();
			if (polls < 3) things.push(world.create());
			if (polls === 2) world.trigger.restart();
		}
		world.trigger.budget = 300_000;
		await world.poll();
		world.expectOnce(things);
	});

	test('Max Records per Run: the rest comes with the next polls, in order', async () => {
		world.addOld(20);
		await world.activate();
		world.trigger.change({ options: { maxRecords: 4 } });
		const things = Array.from({ length: 11 }, () => world.create());
		const output = [await world.poll()];
		world.pass(2 * 3600);
		output.push(await world.poll(), await world.poll());
		expect(output.map((numbers) => numbers.length)).toEqual([4, 4, 3]);
		expect(output.flat()).toEqual(numbersOf(things));
		things.push(world.create());
		await world.poll();
		world.expectOnce(things);
	});

	test('another organization is a new beginning', async () => {
		world.addOld(10);
		await world.activate();
		const things = [world.create()];
		await world.poll();
		world.organization = world.standIn.addOrganization('Other');
		world.addOld(10);
		const organizationId = byId(world.standIn.idOf('organization', world.organization));
		world.trigger.change({ organizationId });
		expect(await world.poll()).toEqual([]);
		things.push(world.create());
		await world.poll();
		world.expectOnce(things);
	});

	test('another event is a new beginning, there and back again', async () => {
		await world.activate();
		world.create();
		await world.poll();
		world.create();
		const event = list.event === 'contactCreated' ? 'companyCreated' : 'contactCreated';
		world.trigger.change({ event });
		expect(await world.trigger.poll()).toEqual([]);
		world.trigger.change({ event: list.event });
		expect(await world.poll()).toEqual([]);
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
	});

	test('Start From: all, then what is new', async () => {
		const before = Array.from({ length: 70 }, () => world.create());
		world.trigger.change({ startFrom: 'all' });
		expect(await world.activate()).toEqual(numbersOf(before));
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		world.expectOnce([...before, thing]);
	});

	test('Start From: what is since a date, then what is new', async () => {
		world.addOld(20);
		const startDate = new Date(world.time / 1000).toISOString();
		const since = [world.create(), world.create()];
		world.trigger.change({ startFrom: 'date', startDate });
		expect(await world.activate()).toEqual(numbersOf(since));
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		world.trigger.change({ startFrom: 'activation' });
		expect(await world.poll()).toEqual([]);
	});

	test('state that is damaged or of another version is a new beginning', async () => {
		world.addOld(10);
		await world.activate();
		const { state: text } = JSON.parse(world.trigger.state) as { state: string };
		for (const damaged of ['', 'nonsense', `${text}x`, text.replace(/^\d+/, '3'), 7, {}, [text]]) {
			world.trigger.state = JSON.stringify({ state: damaged });
			world.create();
			expect(await world.poll()).toEqual([]);
			const thing = world.create();
			expect(await world.poll()).toEqual([thing.number]);
		}
	});

	test('Fetch Test Event shows one record, cheaply, and leaves the state alone', async () => {
		expect((await failureOf(world.trigger.fetchTestEvent())).message).toMatch(
			/^The organization has no [a-z ]+ yet$/,
		);
		world.addOld(60);
		await world.activate();
		world.cost();
		expect(await world.trigger.fetchTestEvent()).toHaveLength(1);
		expect(world.cost().requests).toBeLessThanOrEqual(4);
	});
});

describe.each(CONTACT_LISTS)('contacts in a list with the order "$order", $ids IDs', (list) => {
	let world: World;

	beforeEach(async () => {
		world = await new World(list).start();
	});

	test('activation among 1,200 emits none of them', async () => {
		world.addOld(1200);
		world.create();
		world.pass(1);
		expect(await world.activate()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(5);
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
	});

	test('one that stands behind many edited ones is emitted', async () => {
		world.addOld(1200);
		await world.activate();
		world.pass(60);
		await world.poll();
		const fresh = world.create();
		// In the order of their creation, the oldest last: the front of a list by last edit looks newest first.
		const { contacts } = world.organization;
		const old = contacts.visible().filter(({ number }) => number !== fresh.number);
		for (const { number } of [...old].sort((a, b) => a.createdAt - b.createdAt).slice(0, 100)) {
			contacts.edit(number, { company_role: 'Customer' });
		}
		world.pass(60);
		expect(await world.poll()).toEqual([fresh.number]);
	});

	test('the first one of an empty organization is emitted', async () => {
		await world.activate();
		const thing = world.create({ at: world.time });
		expect(await world.poll()).toEqual([thing.number]);
	});

	test('of two polls that begin at the same time, the slower one does not begin again', async () => {
		world.addOld(60);
		const act = async () => await world.standIn.untilInFlight(99);
		world.standIn.faults.add({ fault: { kind: 'meanwhile', act }, times: 1 });
		const slow = world.poll();
		await world.standIn.untilInFlight(1);
		await world.poll();
		const thing = world.create();
		expect(await world.poll()).toEqual([thing.number]);
		world.pass(60);
		world.standIn.mostInFlight = 99;
		expect(await slow).toEqual([]);
		const next = world.create();
		expect(await world.poll()).toEqual([next.number]);
	});
});
