import type { DurableTrigger } from './ActiveTrigger';
import { LISTS, World } from './fixture';
import type { Thing } from './subjects';

// n8n's durable scheduler: each poll gets a copy of the saved state, several polls run at once, and
// what they leave is saved late, in any order, or never.

/** One list for each event, in no order, with IDs of both kinds. */
const CASES = LISTS.filter(({ event, order, dates }, _, all) => {
	const [first] = all.filter((list) => list.event === event);
	return order === 'none' && (dates === '' || dates === first?.dates);
});

let world: World;
let trigger: DurableTrigger;
let clock: jest.SpyInstance<number, []>;

describe.each(CASES)('$event, $ids IDs', (list) => {
	beforeEach(async () => {
		clock = jest.spyOn(Date, 'now');
		world = await new World(list).start();
		world.addOld(20);
		trigger = world.durableTrigger();
		expect(await trigger.activate()).toEqual([]);
	});

	afterEach(() => jest.restoreAllMocks());

	/** Moves this machine's clock on, which says how long ago another poll was. */
	const wait = (seconds: number) => {
		const now = Date.now() + seconds * 1000;
		clock.mockImplementation(() => now);
	};

	const poll = async () => {
		const { records, commit } = await trigger.begin();
		return { numbers: world.count(records), commit };
	};

	test('what is created between the activation and the first scheduled poll comes', async () => {
		const things = [world.create(), world.create()];
		world.pass(60);
		world.count(await trigger.poll());
		world.expectOnce(things);
		things.push(world.create());
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('it comes once, also where the first polls run at once', async () => {
		const things = [world.create(), world.create()];
		const polls = await Promise.all([poll(), poll(), poll()]);
		for (const { commit } of polls) commit();
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('polls at once on one copy emit each record once', async () => {
		await trigger.poll();
		const things = Array.from({ length: 30 }, () => world.create());
		world.standIn.latency = 2;
		const polls = await Promise.all(Array.from({ length: 12 }, poll));
		things.push(world.create());
		for (const { commit } of polls.reverse()) commit();
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('a poll that begins before n8n has saved the one before finds nothing twice', async () => {
		await trigger.poll();
		const things: Thing[] = [];
		const late: Array<() => void> = [];
		for (let n = 0; n < 4; n++) {
			things.push(world.create());
			const { commit } = await poll();
			const second = await poll();
			late.push(commit, second.commit);
			if (n % 2 === 1) for (const one of late.splice(0)) one();
			world.pass(20);
		}
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('where n8n did not save what was emitted, it comes again after a short while', async () => {
		await trigger.poll();
		const thing = world.create();
		expect((await poll()).numbers).toEqual([thing.number]);
		expect((await poll()).numbers).toEqual([]);
		world.pass(60);
		wait(60);
		expect((await poll()).numbers).toEqual([thing.number]);
	});

	test('while a poll reads for minutes, others find nothing, and the next one finds what is new', async () => {
		await trigger.poll();
		const things = [world.create()];
		const request = world.holdRequest();
		const slow = poll();
		await request.isHeld;
		things.push(world.create());
		const { numbers, commit } = await poll();
		commit();
		request.release();
		(await slow).commit();
		expect(numbers).toEqual([]);
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('a poll that hangs beyond its time is left alone', async () => {
		await trigger.poll();
		const thing = world.create();
		const request = world.holdRequest();
		const slow = poll();
		await request.isHeld;
		wait(301);
		const { numbers, commit } = await poll();
		commit();
		request.release();
		const late = await slow.catch(() => ({ numbers: [] }));
		expect([numbers, late.numbers]).toEqual([[thing.number], []]);
	});

	test('failing polls between the others lose nothing', async () => {
		await trigger.poll();
		const things: Thing[] = [];
		for (let n = 0; n < 6; n++) {
			things.push(world.create());
			if (n % 2 === 0) {
				world.standIn.faults.add({ fault: { kind: 'status', status: 403 }, skip: n / 2 });
			}
			await poll().then(
				({ commit }) => commit(),
				() => undefined,
			);
			world.standIn.faults.clear();
			world.pass(30);
		}
		world.count(await trigger.poll());
		world.expectOnce(things);
	});
});

describe('Skip Inactive Time', () => {
	const options = { skipInactive: true };

	beforeEach(async () => {
		world = await new World({ order: 'newestFirst', ids: 'stable' }).start();
		world.addOld(20);
	});

	test('leaves out what came between two activations, and nothing else', async () => {
		world.trigger.change({ options });
		await world.activate();
		const things = [world.create()];
		await world.poll();
		await world.poll();
		world.create();
		world.pass(3600);
		expect(world.count(await world.trigger.reactivate())).toEqual([]);
		things.push(world.create());
		await world.poll();
		world.trigger.restart();
		await world.poll();
		world.expectOnce(things);
	});

	test('does the same in the durable scheduler, which drops what an activation leaves', async () => {
		trigger = world.durableTrigger({ options });
		await trigger.activate();
		const things = [world.create()];
		world.count(await trigger.poll());
		world.create();
		world.pass(3600);
		expect(await trigger.activate()).toEqual([]);
		things.push(world.create());
		world.count(await trigger.poll());
		world.count(await trigger.poll());
		world.expectOnce(things);
	});

	test('is off by default', async () => {
		await world.activate();
		const thing = world.create();
		expect(world.count(await world.trigger.reactivate())).toEqual([thing.number]);
	});
});
