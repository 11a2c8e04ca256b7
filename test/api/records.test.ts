import { failureOf } from '../useStandIn';
import { API_KEY } from '../../dev/standIn/server';
import type { ApiError } from '../../nodes/HyperRep/errors/ApiError';
import { asNode, LIST } from './connect';
import { json, useRequests } from './requests';

const { fixture, client, get, create } = useRequests();

const change = (body: unknown) =>
	fixture.standIn.faults.add({ fault: { kind: 'change', change: () => body } });

test.each([{}, { detail: 'Invalid API Key' }, { data: [] }])(
	'%j is not taken for a contact',
	async (body) => {
		change(body);
		expect((await failureOf(create())).message).toMatch(
			/the ID \("contact_id"\) is missing\. The contact may have been created anyway$/,
		);
		const one = (await client()).get({
			path: ['contacts', 'x'],
			idField: 'contact_id',
			purpose: { doing: 'get the contact', value: 'x', labels: new Map() },
		});
		expect((await failureOf(asNode(one))).message).toMatch(/the ID \("contact_id"\) is missing$/);
	},
);

test.each<[string, unknown, string]>([
	['a web page', '<html>Sign in</html>', 'it is incomplete'],
	['nothing', '', 'it is incomplete'],
	['a list', [1, 2], 'it is not a response from HyperRep'],
	['null', null, 'it is not a response from HyperRep'],
	['a number', 7, 'it is not a response from HyperRep'],
	['no data', { pagination: { next_cursor: null } }, 'the list ("data") is missing'],
	[
		'data that is null',
		{ data: null, pagination: { next_cursor: null } },
		'the list ("data") is missing',
	],
	[
		'data that is an object',
		{ data: {}, pagination: { next_cursor: null } },
		'the list ("data") is missing',
	],
	[
		'records that are none',
		{ data: [1, null], pagination: { next_cursor: null } },
		'the list ("data") contains something other than records',
	],
	['no pagination', { data: [] }, '"pagination" is missing'],
	[
		'a cursor that is none',
		{ data: [], pagination: { next_cursor: { a: 1 } } },
		'"next_cursor" is not text',
	],
	['pagination without a cursor', { data: [{}], pagination: {} }, '"next_cursor" is missing'],
	[
		'a cursor under another name',
		{ data: [{}], pagination: { nextCursor: 'a', has_more: true } },
		'"next_cursor" is missing',
	],
	[
		'no cursor, and more to come',
		{ data: [{}], pagination: { has_more: true } },
		'"next_cursor" is missing',
	],
	[
		'no cursor, and no more',
		{ data: [{}], pagination: { has_more: false } },
		'"next_cursor" is missing',
	],
	['an empty cursor', { data: [{}], pagination: { next_cursor: '' } }, '"next_cursor" is empty'],
	[
		'an empty cursor, and more',
		{ data: [{}], pagination: { next_cursor: '', has_more: true } },
		'"next_cursor" is empty',
	],
])('%s instead of a page is said clearly', async (_, body, what) => {
	change(body);
	const { message } = await failureOf(get());
	const { host } = new URL(fixture.standIn.url);
	expect(message).toBe(
		`Could not list the contacts: the response from ${host} cannot be read: ${what}`,
	);
});

test('a record whose ID could be part of no URL is refused', async () => {
	change({ contact_id: 'x'.repeat(5000) });
	expect((await failureOf(create())).message).toMatch(
		/the ID \("contact_id"\) is too long\. The contact/,
	);
});

test('an empty cursor is the end where has_more confirms it', async () => {
	change({ data: [{ n: 1 }], pagination: { next_cursor: '', has_more: false } });
	expect(await get()).toEqual([{ n: 1 }]);
});

test('a part of a page is no page', async () => {
	const page = { data: [{ n: 1 }], pagination: { next_cursor: null, has_more: false } };
	fixture.standIn.faults.add({
		fault: {
			kind: 'status',
			status: 206,
			type: 'application/json',
			body: JSON.stringify(page),
		},
	});
	expect((await failureOf(get())).message).toMatch(/cannot be read: it is incomplete$/);
	expect((await failureOf(create())).message).toMatch(/may have been created anyway$/);
});

test.each<[number, string, boolean]>([
	[403, '{"detail": "Missing API Key"}', true],
	[403, '{"detail": "Invalid API Key"}', true],
	[403, '{"detail": "API Key is inactive"}', true],
	[403, '{"detail": "API Key has expired"}', true],
	[403, '{"detail": "No access to this organization"}', false],
	[403, '{"message": "Invalid API Key"}', false],
	[403, '<html>Invalid API Key</html>', false],
	[401, '{"message": "Unauthorized"}', false],
	[404, '{"detail": "Invalid API Key"}', false],
])('only HyperRep can say that the key is invalid: %i %s', async (status, body, isInvalid) => {
	fixture.standIn.faults.add({
		fault: { kind: 'status', status, type: 'application/json', body },
	});
	const { failure } = await failureOf(get());
	expect(failure).toEqual(isInvalid ? { cause: 'credential-invalid' } : undefined);
});

test("HyperRep's own reason is distinguished from a proxy's", async () => {
	const { faults } = fixture.standIn;
	const details: unknown[] = [];
	for (const fault of [
		json(404, `Contact not found ${API_KEY}`),
		json(422, [{ loc: ['body', 'email'], msg: 'wrong' }]),
		{ kind: 'status', status: 404, body: '<html>Not found</html>' } as const,
		{ kind: 'status', status: 404, body: '{"message": "no"}', type: 'application/json' } as const,
		{ kind: 'reset' } as const,
	]) {
		faults.clear();
		faults.add({ fault });
		const reading = (await client()).getPage({ path: ['contacts'], purpose: LIST });
		details.push(await reading.catch(({ detail }: ApiError) => detail));
	}
	expect(details).toEqual(['Contact not found ***', 'email: wrong', ...Array(3).fill(undefined)]);
});

test('short and empty pages do not end a list: next_cursor decides', async () => {
	const pages = [
		{ data: [], pagination: { next_cursor: 'a', has_more: false } },
		{ data: [{ n: 1 }], pagination: { next_cursor: 'b', has_more: false } },
		{ data: [], pagination: { next_cursor: 'c', has_more: true } },
		{ data: [{ n: 2 }], pagination: { next_cursor: null, has_more: true } },
	];
	fixture.standIn.faults.add({ fault: { kind: 'change', change: () => pages.shift() } });
	expect((await get()).map(({ n }) => n)).toEqual([1, 2]);
	expect(fixture.sent()).toHaveLength(4);
});

test('a page that is longer than asked for does not exceed the limit', async () => {
	change({
		data: [{ n: 1 }, { n: 2 }, { n: 3 }],
		pagination: { next_cursor: 'a', has_more: true },
	});
	const list = (await client()).list({ path: ['contacts'], limit: 2, purpose: LIST });
	expect(await list).toHaveLength(2);
	expect(fixture.sent()).toHaveLength(1);
});

test('the time of a response comes in milliseconds', async () => {
	const page = await (await client()).getPage({ path: ['contacts'], purpose: LIST });
	expect(page.serverTime).toEqual(expect.any(Number));
	expect(page).toMatchObject({ cursor: undefined, nextCursor: null });
});
