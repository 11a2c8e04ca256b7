import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../useStandIn';
import { now } from '../../dev/standIn/microseconds';
import { LIST_ORDERS } from '../../dev/standIn/store';
import { CONTACT_LISTS, LISTS, numbersOf, World, type ListCase } from './fixture';
import type * as quick from './quick';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

let world: World;

async function begin(list: Pick<ListCase, 'order' | 'ids'>) {
	world = await new World(list).start();
	world.addOld(60);
	await world.activate();
	world.cost();
}

/** One list for each event. */
const EVENTS = LISTS.filter(
	({ event }, n) => n === LISTS.findIndex((list) => list.event === event),
);

describe.each(EVENTS)('$event', (list) => {
	beforeEach(async () => await begin(list));

	test.each([429, 500, 502, 503, 504])('status %i is retried within the poll', async (status) => {
		const contact = world.create();
		world.standIn.faults.add({ fault: { kind: 'status', status }, times: 3 });
		expect(await world.poll()).toEqual([contact.number]);
	});

	test('a long Retry-After ends the poll and tells n8n when to come back', async () => {
		const contact = world.create();
		const { state } = world.trigger;
		world.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '120' } },
			times: 1,
		});
		expect(await failureOf(world.poll())).toMatchObject({
			type: 'NodeApiError',
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 120_000 },
		});
		expect(world.trigger.state).toBe(state);
		expect(await world.poll()).toEqual([contact.number]);
	});

	test('a Retry-After beyond what the poll may take ends it too', async () => {
		world.trigger.budget = 5000;
		world.standIn.faults.add({
			fault: { kind: 'status', status: 503, headers: { 'Retry-After': '30' } },
			times: 1,
		});
		expect(await failureOf(world.poll())).toMatchObject({
			httpCode: '503',
			failure: { cause: 'temporarily-unavailable', retryAfterMs: 30_000 },
		});
	});

	test('a refused key is for somebody to mend', async () => {
		world.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 403,
				body: '{"detail": "API Key has expired"}',
				type: 'application/json',
			},
		});
		const failure = await failureOf(world.poll());
		expect(failure).toMatchObject({ httpCode: '403', failure: { cause: 'credential-invalid' } });
		expect(failure.message).toContain('API Key has expired');
	});
});

describe.each(CONTACT_LISTS)('contacts in a list with the order "$order", $ids IDs', (list) => {
	beforeEach(async () => await begin(list));

	test('a cursor that repeats ends in a clear message within a few requests', async () => {
		for (let n = 0; n < 60; n++) world.create();
		const { state } = world.trigger;
		let top: unknown;
		world.standIn.faults.add({
			fault: {
				kind: 'change',
				// The stand-in knows no such cursor, so the page is that of the top.
				change: (response) => ({
					data: (top ??= response.data),
					pagination: { limit: 500, cursor: null, next_cursor: 'again', has_more: true },
				}),
			},
		});
		expect((await failureOf(world.poll())).message).toContain(
			'its cursors lead back to the same page',
		);
		expect(world.cost().requests).toBeLessThanOrEqual(5);
		expect(world.trigger.state).toBe(state);
	});

	test('empty pages with a cursor are read on, and next_cursor decides over has_more', async () => {
		const contacts = [world.create(), world.create()];
		world.standIn.longestPage = 7;
		let page = 0;
		world.standIn.faults.add({
			fault: {
				kind: 'change',
				change: (response) => {
					page++;
					const pagination = response.pagination as { next_cursor: string | null };
					// The first page is held back once; its contacts come with the next reading.
					if (page === 1) return { data: [], pagination: { ...pagination, has_more: false } };
					return {
						...response,
						pagination: { ...pagination, has_more: pagination.next_cursor === null },
					};
				},
			},
		});
		await world.poll();
		await world.poll();
		expect([...world.emitted.keys()].sort()).toEqual(numbersOf(contacts));
	});
});

describe('responses of other kinds', () => {
	beforeEach(async () => await begin({ order: 'newestFirst', ids: 'stable' }));

	test.each([
		['2026-03-10T13:00:00Z', '2026-03-10T13:00:00.78Z', '2026-03-10T13:00:00.780001Z'],
		['2026-03-10T13:00:00.1Z', '2026-03-10T15:00:01.000000+02:00', '2026-03-10T13:00:02Z'],
	])('%s, %s and %s come in the order of time', async (...times) => {
		world.standIn.faults.add({
			fault: {
				kind: 'change',
				change: (response) => ({
					...response,
					data: [2, 0, 1].map((n) => ({ contact_id: `x${n}`, created_at: times[n] })),
				}),
			},
			times: 2,
		});
		const output = await world.trigger.poll();
		expect(output.map(({ created_at: text }) => text)).toEqual(times);
	});

	test.each(LIST_ORDERS)(
		'a Date header far ahead of the contacts loses none, order "%s"',
		async (order) => {
			world = await new World({ order, ids: 're-encoded' }, { dateAhead: 86_400_000_000 }).start();
			world.addOld(400);
			await world.activate();
			for (let n = 0; n < 3; n++) {
				const contacts = [world.create(), world.create()];
				expect(await world.poll()).toEqual(numbersOf(contacts));
				expect(await world.poll()).toEqual([]);
				world.pass(600);
			}
		},
	);

	test.each(LIST_ORDERS)(
		'a contact dated years ahead and a Date header an hour ahead lose none, order "%s"',
		async (order) => {
			world = await new World({ order, ids: 'stable' }, { dateAhead: 3_600_000_000 }).start();
			world.addOld(400);
			world.create({ at: world.time + 10 * 365 * 86_400_000_000 });
			await world.activate();
			for (let n = 0; n < 3; n++) {
				world.pass(60);
				const contact = world.create();
				expect(await world.poll()).toEqual([contact.number]);
			}
		},
	);

	test('a contact whose date cannot be read for a while does not come a second time', async () => {
		const contact = world.create();
		expect(await world.poll()).toEqual([contact.number]);
		for (let n = 0; n < 20; n++) {
			world.pass(60);
			await world.poll();
		}
		const hideDate = (record: IDataObject) =>
			record.email === '60@example.com' ? { ...record, created_at: null } : record;
		world.standIn.faults.add({
			fault: {
				kind: 'change',
				change: (response) => ({
					...response,
					data: (response.data as IDataObject[]).map(hideDate),
				}),
			},
			times: 20,
		});
		for (let n = 0; n < 40; n++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
	});

	test('a server that does not tell its time is taken at its contacts', async () => {
		for (const order of LIST_ORDERS) {
			world = await new World({ order, ids: 'stable' }, { tellsTime: false }).start();
			world.addOld(700);
			world.pass(60);
			world.create();
			expect(await world.activate()).toEqual([]);
			const contacts = [world.create(), world.create()];
			expect(await world.poll()).toEqual(numbersOf(contacts));
			expect(await world.poll()).toEqual([]);
		}
	});

	test.each(LIST_ORDERS)(
		'by a real clock, contacts of the very second of the activation are told apart, order "%s"',
		async (order) => {
			world = await new World({ order, ids: 're-encoded' }, { clock: now }).start();
			const create = () => {
				const { number, createdAt: at } = world.organization.contacts.create({
					name: `${Math.random()}`,
				});
				return { number, at };
			};
			for (let n = 0; n < 700; n++) create();
			expect(await world.activate()).toEqual([]);
			const contacts = [create(), create()];
			expect(await world.poll()).toEqual(numbersOf(contacts));
			expect(await world.poll()).toEqual([]);
		},
	);
});
