import { failureOf } from '../useStandIn';
import { loggerOf } from '../../dev/n8n/harness';
import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import type { ContactFields } from '../../dev/standIn/store';
import { CONTACT_LISTS, World } from './fixture';
import type * as quick from './quick';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

let world: World;

afterEach(() => jest.restoreAllMocks());

/** Contacts of one instant. */
function createTwins(count: number, fields: (n: number) => Partial<ContactFields>) {
	world.pass(1);
	const at = world.time;
	return Array.from({ length: count }, (_, n) => {
		const { number } = world.organization.contacts.create(fields(n), { createdAt: at });
		return { number, at };
	});
}

describe.each(CONTACT_LISTS)('in a list with the order "$order", $ids IDs', (list) => {
	test.each([
		['an email', (n: number) => ({ name: `Member ${n}`, email: 'info@example.com' })],
		['a phone number', (n: number) => ({ name: `Member ${n}`, phone_number: '+14155550100' })],
		['nothing', (n: number) => ({ name: `Member ${n}`, email: `${n}@example.com` })],
	])('an import whose contacts share an instant and %s comes, once each', async (_, fields) => {
		world = await new World(list).start();
		world.addOld(20);
		await world.activate();
		const twins = createTwins(1000, fields);
		for (let n = 0; n < 3; n++) await world.poll();
		world.expectOnce(twins);
		for (const { number } of twins.slice(0, 20))
			world.organization.contacts.edit(number, { name: 'X' });
		world.pass(60);
		expect(await world.poll()).toEqual([]);
	});

	test('two that share an instant and all they hold are emitted from pages of one record', async () => {
		world = await new World(list, { longestPage: 1 }).start();
		world.addOld(3);
		await world.activate();
		const twins = createTwins(2, () => ({ name: 'Sam', email: 'sam@example.com' }));
		const other = world.create();
		const output = [];
		for (let n = 0; n < 4; n++) output.push(...(await world.poll()));
		expect(output.filter((number) => number === other.number)).toHaveLength(1);
		if (list.ids === 'stable') world.expectOnce([...twins, other]);
		// Where IDs change, they count as one.
		else expect(output).toHaveLength(2);
	});

	test('two that share an instant and all they hold come with Start From: All', async () => {
		world = await new World(list, { longestPage: 1 }).start();
		world.addOld(3);
		createTwins(2, () => ({ name: 'Sam', email: 'sam@example.com' }));
		world.trigger.change({ startFrom: 'all' });
		const output = await world.activate();
		// Where IDs change, they count as one.
		expect(output).toHaveLength(list.ids === 'stable' ? 5 : 4);
		world.pass(60);
		expect(await world.poll()).toEqual([]);
	});

	test('two that share an instant and all they hold, from before the activation, do not come', async () => {
		world = await new World(list, { longestPage: 1 }).start();
		world.addOld(1);
		createTwins(2, () => ({ name: 'Sam', email: 'sam@example.com' }));
		world.pass(1);
		expect(await world.activate()).toEqual([]);
		for (let n = 0; n < 3; n++) {
			world.pass(30);
			expect(await world.poll()).toEqual([]);
		}
	});

	test('an import that shares an instant and a phone number is emitted from parts of the list', async () => {
		world = await new World(list, { longestPage: 50 }).start();
		world.addOld(20);
		await world.activate();
		const twins = createTwins(200, (n) => ({ name: `Member ${n}`, phone_number: '+14155550100' }));
		world.trigger.budget = 0;
		for (let n = 0; n < 40 && world.emitted.size < 200; n++) {
			world.pass(20);
			await world.poll();
		}
		for (let n = 0; n < 5; n++) await world.poll();
		world.expectOnce(twins);
	});

	test('one that is alone in its microsecond may be edited in all it holds', async () => {
		world = await new World(list, { longestPage: 20 }).start();
		world.addOld(60);
		await world.activate();
		const things = [world.create(), world.create()];
		await world.poll();
		const [first, second] = things;
		world.organization.contacts.edit(first?.number ?? 0, {
			name: 'Changed',
			email: 'changed@example.com',
			phone_number: null,
			company: null,
		});
		world.organization.contacts.edit(second?.number ?? 0, { name: 'A', email: null });
		for (const budget of [0, 300_000, 0, 300_000, 0, 0, 0]) {
			world.trigger.budget = budget;
			world.pass(30);
			expect(await world.poll()).toEqual([]);
		}
		world.expectOnce(things);
	});

	test('one that was changed in all it had is known, and of a late one of its microsecond one is new', async () => {
		world = await new World(list).start();
		world.addOld(20);
		await world.activate();
		world.pass(5);
		const { contacts } = world.organization;
		const createdAt = world.time;
		const contact = contacts.create({ name: 'Zoe', email: 'zoe@example.com' }, { createdAt });
		const late = contacts.create({ name: 'Lou' }, { createdAt, hidden: true });
		world.pass(1);
		expect(await world.poll()).toEqual([contact.number]);
		contacts.edit(contact.number, { name: 'x@y.example', email: 'x@y.example' });
		expect(await world.poll()).toEqual([]);
		contacts.edit(contact.number, { name: 'Ann' });
		contacts.show(late.number);
		const output = await world.poll();
		// Where IDs change, nothing tells the edited one from the late one.
		if (list.ids === 'stable') expect(output).toEqual([late.number]);
		else expect(output).toHaveLength(1);
		expect(await world.poll()).toEqual([]);
	});

	test.each([
		['null', null],
		['a date without a time', '2026-11-25'],
		['RFC 2822', 'Tue, 10 Mar 2026 12:00:00 +0000'],
		['a number', 1_773_144_000],
		['an object', { toString: 1 }],
	])(
		'one whose date is %s does not stop the trigger, and comes when it can be read',
		async (_, date) => {
			world = await new World(list).start();
			world.addOld(20);
			const { contacts } = world.organization;
			const odd = { name: 'Odd', extra: { created_at: date } };
			contacts.create({ ...odd, name: 'Odd before' }, { createdAt: world.time - MINUTE });
			await world.activate();
			expect(await world.trigger.fetchTestEvent()).toHaveLength(1);
			const warn = jest.spyOn(loggerOf(world.setup()), 'warn').mockReturnValue();
			world.pass(1);
			const unreadable = { ...contacts.create(odd), at: world.time };
			const things = [];
			for (let n = 0; n < 20; n++) {
				things.push(world.create());
				expect(await world.poll()).toEqual([things.at(-1)?.number]);
				world.pass(60);
			}
			const lines = warn.mock.calls.map(([message]) => message);
			expect(lines.filter((line) => line.includes('"Odd"'))).toHaveLength(1);
			contacts.edit(unreadable.number, { extra: {} });
			things.push(unreadable);
			for (let n = 0; n < 3; n++) await world.poll();
			world.expectOnce(things);
		},
	);

	test('odd values in other fields do not stop the trigger', async () => {
		world = await new World(list, { isJudged: false }).start();
		await world.activate();
		const deep = `${'{"deep":'.repeat(5000)}1${'}'.repeat(5000)}`;
		const { contacts } = world.organization;
		const numbers = [
			{ custom_fields: { notes: 'DEEP' } },
			{ extra: { email: { toString: 1 } } },
			{ extra: { name: { valueOf: null }, phone_number: [[]] } },
			{ extra: { contact_id: 7 } },
		].map((fields) => {
			world.pass(1);
			return contacts.create({ name: 'Odd', ...fields }).number;
		});
		const change = (response: unknown) => JSON.stringify(response).replace('"DEEP"', deep);
		world.standIn.faults.add({ fault: { kind: 'change', change } });
		expect(await world.trigger.poll()).toHaveLength(numbers.length);
		world.pass(60);
		expect(await world.trigger.poll()).toEqual([]);
	});

	test.each([{ status: 500 }, { status: 403 }, { status: 404 }, { status: 400 }, 'reset', 'html'])(
		'a remembered cursor that fails (%j) is given up, as the top tells',
		async (failure) => {
			world = await new World(list, { longestPage: 100 }).start();
			world.addOld(250);
			await world.activate();
			const things = [world.create()];
			world.trigger.budget = 0;
			await world.poll();
			for (let n = 0; n < 5; n++) await world.poll();
			world.trigger.budget = 300_000;
			const text = world.trigger.state;
			const remembered = [...text.matchAll(/(?:cursor|tail)\\?":\\?"([^"\\]+)/g)].map(
				([, one]) => one,
			);
			things.push(world.create());
			const fault =
				failure === 'reset'
					? { kind: 'reset' as const }
					: failure === 'html'
						? { kind: 'status' as const, status: 200, body: '<html>' }
						: { kind: 'status' as const, ...(failure as { status: number }) };
			world.standIn.faults.add({
				fault,
				matches: ({ query }) => remembered.includes(query.cursor ?? ''),
				times: 12,
			});
			await world.poll().catch(() => undefined);
			world.standIn.faults.clear();
			await world.poll();
			world.expectOnce(things);
		},
	);

	test.each([-30, 1, 30])(
		'right after the activation, with a Date header %i seconds ahead, each comes once',
		async (ahead) => {
			world = await new World(list, { dateAhead: ahead * SECOND }).start();
			world.addOld(1200);
			for (let n = 0; n < 6; n++) world.create({ at: world.time - (40 - n) * SECOND });
			world.time += 500_000;
			expect(await world.activate()).toEqual([]);
			const { time } = world;
			const things = [1, 2, 3, 4, 5, 6].map((n) => world.create({ at: time + n * 80_000 }));
			for (let n = 0; n < 4; n++) {
				world.pass(1);
				await world.poll();
			}
			world.expectOnce(things);
		},
	);

	test('a Date header of 1970 does not make old contacts come', async () => {
		world = await new World(list, { dateAhead: -Date.UTC(2026, 2, 10) * 1000 }).start();
		world.addOld(1200);
		expect(await world.activate()).toEqual([]);
		const things = [world.create(), world.create()];
		await world.poll();
		world.pass(60);
		await world.poll();
		world.expectOnce(things);
	});

	test('one dated in the future that existed before is not new', async () => {
		world = await new World(list).start();
		world.addOld(1600);
		world.create({ at: Date.UTC(2099, 0, 1) * 1000 });
		await world.activate();
		const things = [world.create()];
		for (let n = 0; n < 3; n++) {
			await world.poll();
			world.pass(60);
		}
		things.push(world.create());
		await world.poll();
		world.expectOnce(things);
	});
});

test('a server that ignores cursors ends the poll with a message', async () => {
	world = await new World({ order: 'none', ids: 'stable' }, { isJudged: false }).start();
	world.addOld(700);
	await world.activate();
	let n = 0;
	world.standIn.faults.add({
		fault: {
			kind: 'change',
			change: (response) => ({
				...response,
				pagination: { limit: 500, cursor: null, next_cursor: `fresh ${n++}`, has_more: true },
			}),
		},
	});
	world.standIn.faults.add({ fault: { kind: 'status', status: 400 } });
	expect((await failureOf(world.poll())).message).not.toBe('');
	expect(world.cost().requests).toBeLessThan(20);
});
