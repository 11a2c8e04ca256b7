import type { IDataObject } from 'n8n-workflow';

import { EndlessGuard } from '../../nodes/HyperRep/api/EndlessGuard';
import { failureOf, useStandIn } from '../useStandIn';
import { asNode, connect, connectTo, LIST } from './connect';

const fixture = useStandIn({ isJudged: false });

let lastId = 0;

beforeEach(() => {
	lastId = 0;
});

const contact = (n: number, id = `id ${n}`): IDataObject => ({
	contact_id: id,
	name: `Contact ${n}`,
	created_at: new Date(1_700_000_000_000 + n * 1000).toISOString(),
});

/** The same contact under an ID that is new in every response. */
const reEncoded = (record: IDataObject) => ({ ...record, contact_id: `id ${++lastId}` });

const contacts = (count: number) => Array.from({ length: count }, (_, n) => contact(n));

const rotate = <T>(list: T[], by: number) => [...list.slice(by), ...list.slice(0, by)];

/** Reads a list whose cursors are always new, and tells how many pages were read, and how it ended. */
async function read(pageOf: (n: number) => IDataObject[] | undefined) {
	let pages = 0;
	const change = () => {
		const data = pageOf(pages);
		const next = pageOf(++pages) === undefined ? null : `cursor ${pages}`;
		return { data, pagination: { next_cursor: next, has_more: next !== null } };
	};
	fixture.standIn.faults.add({ fault: { kind: 'change', change } });
	const reading = await connectTo(fixture);
	let end = 'the end';
	await asNode(reading.list({ path: ['contacts'], purpose: LIST })).catch((error: Error) => {
		end = error.message;
	});
	return { pages, end };
}

test.each<[string, (n: number) => IDataObject[]]>([
	['of several records', () => [contact(1), contact(2), contact(3)]],
	['of one record', () => [contact(1)]],
	['of 500 records', () => Array.from({ length: 500 }, (_, n) => contact(n))],
	['with IDs that are new in every response', () => [contact(1), contact(2)].map(reEncoded)],
	['without timestamps, with new IDs', () => [{ name: 'a' }, { name: 'b' }].map(reEncoded)],
	[
		'that the list ends with',
		(n) => [contact(2 * Math.min(n, 2)), contact(2 * Math.min(n, 2) + 1)],
	],
	['in another order each time', (n) => rotate(contacts(500), n * 7)],
	['in another order and with new IDs', (n) => rotate(contacts(500), n * 7).map(reEncoded)],
	['with a field that changes each time', (n) => contacts(3).map((one) => ({ ...one, seen: n }))],
	['one of two that take turns', (n) => [contact(2 * (n % 2)), contact(2 * (n % 2) + 1)]],
])('the same page again and again, %s, ends within a few requests', async (_, pageOf) => {
	const { pages, end } = await read(pageOf);
	expect(end).toBe(
		'Could not list the contacts: the list has no end: it returns the same page again and again',
	);
	expect(pages).toBeLessThanOrEqual(6);
});

test('a cursor that comes again ends within a few requests', async () => {
	const page = { data: [contact(1)], pagination: { next_cursor: 'again', has_more: true } };
	fixture.standIn.faults.add({ fault: { kind: 'change', change: () => page } });
	const client = await connect({ baseUrl: fixture.standIn.url });
	const failure = await failureOf(asNode(client.list({ path: ['organizations'], purpose: LIST })));
	expect(failure.message).toContain('its cursors lead back to the same page');
	expect(fixture.sent().length).toBeLessThanOrEqual(3);
});

const namesake = () =>
	reEncoded({ name: null, email: 'info@acme.example', created_at: '2026-01-01' });

test.each<[string, number, (n: number) => IDataObject[]]>([
	['namesakes of one instant, with new IDs', 40, () => Array.from({ length: 50 }, namesake)],
	['namesakes, one a page', 150, () => [namesake()]],
	[
		'a few addresses in turn',
		30,
		() => Array.from({ length: 40 }, (_, n) => ({ ...namesake(), email: `${n % 4}@x` })),
	],
	[
		'records that move on by those that are added in front',
		60,
		(n) => [contact(n < 20 ? n : n - 15)],
	],
	[
		'records that have only the ID of what they belong to',
		30,
		(n) => [1, 2].map((m) => ({ ...contact(n * 2 + m), contact_id: 'the same' })),
	],
	['short and empty pages', 30, (n) => (n % 3 === 0 ? [] : [contact(n)])],
])('a list that has an end is read to it: %s', async (_, count, pageOf) => {
	const { pages, end } = await read((n) => (n < count ? pageOf(n) : undefined));
	expect({ pages, end }).toEqual({ pages: count, end: 'the end' });
});

test('records of any depth and size are compared', () => {
	let deep: IDataObject = {};
	for (let n = 0; n < 20_000; n++) deep = { deep };
	const guard = new EndlessGuard();
	const ends = [1, 2, 3, 4].map((n) =>
		guard.check({
			records: [contact(1), { deep, long: 'x'.repeat(1_000_000), toString: 1 }],
			cursor: `${n}`,
			nextCursor: `${n + 1}`,
			serverTime: undefined,
		}),
	);
	expect(ends.map(Boolean)).toEqual([false, false, false, true]);
});
