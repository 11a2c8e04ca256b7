/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../nodes/HyperRep/api/Client';
import { ConnectionPool } from '../../nodes/HyperRep/api/ConnectionPool';
import type { RetryPolicy } from '../../nodes/HyperRep/api/sending/RetryPolicy';
import type { ApiError } from '../../nodes/HyperRep/errors/ApiError';
import { failureOf, useStandIn } from '../../dev/n8n/fixture';
import type { Fault } from '../../dev/standIn/faults';
import { API_KEY, StandIn } from '../../dev/standIn/server';
import { asNode, connect, CREATE, executeContext, LIST } from './connect';

const fixture = useStandIn();

/** Waits that nobody has to wait for. */
const QUICK: Partial<RetryPolicy> = { firstWait: 2, maxRefusal: 40 };

beforeEach(() => {
	fixture.organization.contacts.create({ name: 'Ada' });
});

async function client(policy = QUICK): Promise<Client> {
	const { standIn, organization } = fixture;
	const root = await connect({ baseUrl: standIn.url }, policy);
	return root.inOrganization(standIn.idOf('organization', organization));
}

async function get(policy?: Partial<RetryPolicy>, cancel?: AbortSignal): Promise<IDataObject[]> {
	const reading = (await client(policy)).within({ cancel });
	return await asNode(reading.list({ path: ['contacts'], limit: 50, purpose: LIST }));
}

async function create(policy?: Partial<RetryPolicy>, cancel?: AbortSignal): Promise<IDataObject> {
	const writing = (await client(policy)).within({ cancel });
	return await asNode(
		writing.create({
			path: ['contacts'],
			body: { name: 'Bruno' },
			idField: 'contact_id',
			purpose: CREATE,
		}),
	);
}

const createdNames = () => fixture.organization.contacts.visible().map(({ name }) => name);
const json = (status: number, detail: unknown): Fault => ({
	kind: 'status',
	status,
	type: 'application/json',
	body: JSON.stringify({ detail }),
});

const BROKEN: Array<[string, Fault]> = [
	...[500, 502, 503, 504].map((status): [string, Fault] => [
		`status ${status}`,
		{ kind: 'status', status, body: '<html>busy</html>' },
	]),
	['a connection that is reset', { kind: 'reset' }],
	['an answer that is cut off', { kind: 'truncate' }],
	['an answer that is cut off without having told its length', { kind: 'truncate', length: false }],
];

const REFUSED: [string, Fault] = ['status 429', { kind: 'status', status: 429, body: '<p>busy' }];

describe('reading', () => {
	test.each([...BROKEN, REFUSED])('%s is tried again', async (_, fault) => {
		fixture.standIn.faults.add({ fault, times: 4 });
		expect((await get({ firstWait: 2 })).map(({ name }) => name)).toEqual(['Ada']);
		expect(fixture.sent()).toHaveLength(5);
	});

	test.each(BROKEN)('%s for ever ends after five tries', async (_, fault) => {
		fixture.standIn.faults.add({ fault });
		const failure = await failureOf(get());
		expect(fixture.sent()).toHaveLength(5);
		expect(failure.type).toBe('NodeApiError');
		expect(failure.itemIndex).toBe(0);
		expect(failure.message).not.toMatch(/undefined|\[object/);
		if (fault.kind === 'status') expect(failure.httpCode).toBe(String(fault.status));
	});

	test('status 429 for ever ends when its time is over, after any number of tries', async () => {
		fixture.standIn.faults.add({ fault: REFUSED[1] });
		const failure = await failureOf(get({ firstWait: 2, maxRefusal: 300 }));
		expect(fixture.sent().length).toBeGreaterThan(5);
		expect(failure).toMatchObject({ httpCode: '429', failure: { cause: 'rate-limited' } });
	});

	test.each([400, 403, 404, 422])('status %i is not tried again', async (status) => {
		fixture.standIn.faults.add({ fault: json(status, 'The reason') });
		const failure = await failureOf(get());
		expect(failure).toMatchObject({ httpCode: String(status), itemIndex: 0 });
		expect(failure.message).toContain('The reason');
		expect(fixture.sent()).toHaveLength(1);
	});

	test('the waits grow', async () => {
		const times: number[] = [];
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 503 },
			matches: () => times.push(performance.now()) > 0,
		});
		await failureOf(get({ firstWait: 20 }));
		const waits = times.slice(1).map((time, n) => time - (times[n] ?? 0));
		waits.forEach((wait, n) => expect(wait).toBeGreaterThan(20 * 2 ** n * 0.5 - 1));
	});

	test.each([429, 500, 502, 503, 504])(
		'the Retry-After of a %i is honoured, in seconds',
		async (status) => {
			const start = performance.now();
			fixture.standIn.faults.add({
				fault: { kind: 'status', status, headers: { 'Retry-After': '1' } },
				times: 1,
			});
			await get({});
			expect(performance.now() - start).toBeGreaterThanOrEqual(1000 - 2);
		},
	);

	test('a Retry-After is honoured as a date', async () => {
		const until = Math.ceil(Date.now() / 1000 + 1) * 1000;
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 429,
				headers: { 'Retry-After': new Date(until).toUTCString(), Date: new Date().toUTCString() },
			},
			times: 1,
		});
		await get({});
		expect(Date.now()).toBeGreaterThanOrEqual(until - 1000);
	});

	test.each([
		['61', 61_000],
		['3600', 3_600_000],
	])(
		'a Retry-After of %s seconds ends it at once, and says when to come back',
		async (seconds, ms) => {
			fixture.standIn.faults.add({
				fault: { kind: 'status', status: 429, headers: { 'Retry-After': seconds } },
			});
			const failure = await failureOf(get({}));
			expect(failure).toMatchObject({
				httpCode: '429',
				failure: { cause: 'rate-limited', retryAfterMs: ms },
			});
			expect(failure.message).toMatch(/HyperRep will answer again in \d+ (seconds|minutes)$/);
			expect(fixture.sent()).toHaveLength(1);
		},
	);

	test.each(['0', '-5', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
		'a Retry-After of "%s" does not shorten the waits',
		async (value) => {
			fixture.standIn.faults.add({
				fault: { kind: 'status', status: 429, headers: { 'Retry-After': value } },
				times: 2,
			});
			const start = performance.now();
			await get({ firstWait: 30 });
			// The first pause, and the shortest one; a timer may be a millisecond early.
			expect(performance.now() - start).toBeGreaterThanOrEqual(30 + 20 - 2);
		},
	);

	test('a request that is refused again and again ends after a minute, and not before', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
		});
		const failure = await failureOf(get({ maxRefusal: 2000 }));
		expect(fixture.sent()).toHaveLength(3);
		expect(failure.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 1000 });
	});

	test('the time for a request that is refused begins with its first refusal', async () => {
		let hours = 0;
		const now = performance.now.bind(performance);
		const clock = jest
			.spyOn(performance, 'now')
			.mockImplementation(() => now() + hours * 3_600_000);
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429 },
			// An hour passes before the first response.
			matches: () => (hours = 1) === 1,
			times: 2,
		});
		expect(await get({ firstWait: 5, maxRefusal: 60_000 })).toHaveLength(1);
		expect(fixture.sent()).toHaveLength(3);
		clock.mockRestore();
	});

	test('the waits for a rate limit take nothing from the time of a try', async () => {
		const { standIn } = fixture;
		standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
		standIn.faults.add({
			fault: { kind: 'meanwhile', act: async () => await new Promise((go) => setTimeout(go, 200)) },
		});
		const policy = { firstWait: 100, maxRefusal: 5000, timeLimit: 400, minTry: 10 };
		expect(await create(policy)).toMatchObject({ name: 'Bruno' });
	});

	test('a silent server is given up when the time is over', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const failure = await failureOf(get({ timeLimit: 150, minTry: 10 }));
		expect(failure.message).toMatch(/^Could not .*: 127\.0\.0\.1:\d+ did not answer in time$/);
		expect(failure.failure).toEqual({ cause: 'temporarily-unavailable' });
	});

	test('a server that cannot be reached', async () => {
		const nowhere = await connect({ baseUrl: 'http://127.0.0.1:1' }, QUICK);
		const failure = await failureOf(
			asNode(nowhere.getUnpaged({ path: ['organizations'], purpose: LIST })),
		);
		expect(failure.message).toBe('Could not list the contacts: 127.0.0.1:1 cannot be reached');
	});

	test.each([
		['a wait for HyperRep', { kind: 'status', status: 429 } as const],
		['a back-off', { kind: 'reset' } as const],
	])('cancelling ends %s at once', async (_, fault) => {
		fixture.standIn.faults.add({ fault });
		for (const run of [get, create]) {
			fixture.standIn.forget();
			const controller = new AbortController();
			const failing = failureOf(run({ firstWait: 30_000 }, controller.signal));
			while (fixture.sent().length === 0) await new Promise(setImmediate);
			if (run === create && fault.kind === 'reset') continue; // it is in doubt, and ends by itself
			await new Promise(setImmediate);
			controller.abort();
			expect((await failing).message).toBe('The execution was cancelled');
			expect(fixture.sent()).toHaveLength(1);
		}
	});

	test('cancelling ends a read that is under way', async () => {
		const controller = new AbortController();
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const failing = failureOf(get({}, controller.signal));
		await fixture.standIn.untilInFlight(1);
		controller.abort();
		expect((await failing).message).toBe('The execution was cancelled');
	});
});

describe('a caller whose time is short', () => {
	test('does not wait for a Retry-After beyond it', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '30' } },
		});
		const reading = (await client({})).within({ until: Date.now() + 5000 });
		const failure = await failureOf(asNode(reading.getPage({ path: ['contacts'], purpose: LIST })));
		expect(failure.message).toMatch(/HyperRep will answer again in 30 seconds$/);
		expect(fixture.sent()).toHaveLength(1);
	});

	test('does not wait for a pause of other requests beyond it', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '50' } },
		});
		const all = await client({});
		const cancel = new AbortController();
		const waiting = failureOf(
			all.within({ cancel: cancel.signal }).getPage({ path: ['contacts'], purpose: LIST }),
		);
		while (fixture.standIn.requests[0]?.status !== 429) await new Promise(setImmediate);
		await new Promise(setImmediate);
		const short = all.within({ until: Date.now() + 1000 });
		const failure = await failureOf(short.getPage({ path: ['contacts'], purpose: LIST }));
		expect(failure.message).toMatch(/HyperRep will answer again in 50 seconds$/);
		expect(fixture.sent()).toHaveLength(1);
		cancel.abort();
		await waiting;
	});

	test('sends nothing more when it is over', async () => {
		const late = (await client({})).within({ until: Date.now() - 2000 });
		const failure = await failureOf(late.getPage({ path: ['contacts'], purpose: LIST }));
		expect(failure.message).toMatch(/did not answer in time$/);
		expect(fixture.sent()).toEqual([]);
	});

	test('gets no more than a little overtime for a request that is under way', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const reading = (await client({ overtime: 50 })).within({ until: Date.now() + 50 });
		const failure = await failureOf(reading.getPage({ path: ['contacts'], purpose: LIST }));
		expect(failure.message).toMatch(/did not answer in time$/);
	});
});

describe('writing', () => {
	test('a 429 is tried again, since nothing was created', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
		await create({ firstWait: 2 });
		expect(fixture.sent()).toHaveLength(4);
		expect(createdNames()).toEqual(['Bruno', 'Ada']);
	});

	test('a 503 that says when to come back is not tried again, since it may follow a create', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
		});
		const failure = await failureOf(create({}));
		expect(fixture.sent()).toHaveLength(1);
		expect(failure.message).toMatch(/The contact may have been created anyway$/);
	});

	test('a connection that was never made is tried again', async () => {
		const { standIn, organization } = fixture;
		const writing = await client({ firstWait: 40 });
		const { port } = new URL(standIn.url);
		await standIn.stop();
		const pending = writing.create({
			path: ['contacts'],
			body: { name: 'Bruno' },
			idField: 'contact_id',
			purpose: CREATE,
		});
		await standIn.start(Number(port));
		await pending;
		expect(organization.contacts.visible().map(({ name }) => name)).toEqual(['Bruno', 'Ada']);
	});

	test.each<[string, Fault]>([
		['the connection ends after it was carried out', { kind: 'afterwards' }],
		['the answer is cut off', { kind: 'truncate' }],
		['the answer is cut off without its length', { kind: 'truncate', length: false }],
		['the answer is a web page', { kind: 'status', status: 200, body: '<html></html>' }],
		...[408, 500, 502, 503, 504, 520].map((status): [string, Fault] => [
			`the status is ${status}`,
			{ kind: 'afterwards', status },
		]),
	])('when %s, it is not sent again, and the message says so', async (_, fault) => {
		fixture.standIn.faults.add({ fault });
		const failure = await failureOf(create());
		expect(fixture.sent()).toHaveLength(1);
		expect(failure.message).toMatch(/The contact may have been created anyway$/);
		expect(failure.description).toMatch(
			/^Check HyperRep for the contact "Bruno" before you run it again/,
		);
	});

	test.each([301, 302, 303])('a redirect (%i) may follow a write', async (status) => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status, headers: { Location: '/x' } } });
		expect((await failureOf(create())).message).toMatch(/may have been created anyway$/);
	});

	test('a write that is under way when the execution is cancelled is waited for', async () => {
		const controller = new AbortController();
		fixture.standIn.faults.add({ fault: { kind: 'meanwhile', act: () => controller.abort() } });
		expect(await create({}, controller.signal)).toMatchObject({ name: 'Bruno' });
	});

	test('silence is not tried again either', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const failure = await failureOf(create({ timeLimit: 100 }));
		expect(failure.message).toMatch(/did not answer in time.*created anyway$/);
		expect(fixture.sent()).toHaveLength(1);
	});

	test.each([400, 402, 403, 404, 409, 413, 422, 423])(
		'status %i is certain, and says only why',
		async (status) => {
			fixture.standIn.faults.add({ fault: json(status, 'The reason') });
			const failure = await failureOf(create());
			expect(failure.message).toBe('Could not create the contact "Bruno": The reason');
			expect(fixture.sent()).toHaveLength(1);
		},
	);
});

describe('the key', () => {
	test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
		const other = await new StandIn().start();
		try {
			for (const run of [get, create]) {
				fixture.standIn.faults.add({
					fault: { kind: 'status', status, headers: { Location: `${other.url}/api/v2/x` } },
					times: 1,
				});
				const failure = await failureOf(run());
				expect(failure.message).toContain('the server redirects elsewhere (to 127.0.0.1:');
				expect(failure.httpCode).toBe(String(status));
			}
			expect(other.requests).toEqual([]);
		} finally {
			await other.stop();
		}
	});

	test.each<[string, Fault]>([
		...BROKEN,
		REFUSED,
		['an answer that repeats it', json(403, `Not ${API_KEY}`)],
		['a list that repeats it', json(422, [{ loc: ['header', API_KEY], msg: API_KEY }])],
		['a page that repeats it', { kind: 'status', status: 200, body: `<p>${API_KEY}` }],
		[
			'a text that repeats it',
			{ kind: 'status', status: 400, body: `No ${API_KEY}`, type: 'text' },
		],
	])('is in no error: %s', async (_, fault) => {
		for (const run of [get, create]) {
			fixture.standIn.faults.add({ fault });
			expect((await failureOf(run())).everything).not.toContain(API_KEY);
		}
	});
});

describe('answers', () => {
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

	test.each([
		['a web page', '<html>Sign in</html>'],
		['nothing', ''],
		['a list', [1, 2]],
		['null', null],
		['a number', 7],
		['no data', { pagination: { next_cursor: null } }],
		['data that is null', { data: null, pagination: { next_cursor: null } }],
		['data that is an object', { data: {}, pagination: { next_cursor: null } }],
		['records that are none', { data: [1, null], pagination: { next_cursor: null } }],
		['no pagination', { data: [] }],
		['a cursor that is none', { data: [], pagination: { next_cursor: { a: 1 } } }],
		['pagination without a cursor', { data: [{}], pagination: {} }],
		[
			'a cursor under another name',
			{ data: [{}], pagination: { nextCursor: 'a', has_more: true } },
		],
		['no cursor, and more to come', { data: [{}], pagination: { has_more: true } }],
		['no cursor, and no more', { data: [{}], pagination: { has_more: false } }],
		['an empty cursor', { data: [{}], pagination: { next_cursor: '' } }],
		['an empty cursor, and more', { data: [{}], pagination: { next_cursor: '', has_more: true } }],
	])('%s instead of a page is said clearly', async (_, body) => {
		change(body);
		const failure = await failureOf(get());
		expect(failure.message).toMatch(
			/^Could not list the contacts: the response of 127\.0\.0\.1:\d+ cannot be read, /,
		);
		expect(failure.message).not.toMatch(/undefined|\[object/);
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
		expect((await failureOf(get())).message).toMatch(/cannot be read, it is not complete$/);
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

	test("HyperRep's own reason can be told from a proxy's", async () => {
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

	test.each([
		[404, { detail: 'Contact not found' }],
		[422, '{"detail": "Too bad"}'],
	])("a %i of the mock in n8n's evaluations is read like any other", async (statusCode, body) => {
		const context = executeContext({ baseUrl: 'http://127.0.0.1:1' });
		const { additionalData } = context;
		additionalData.evalLlmMockHandler = async () => ({
			statusCode,
			body,
			headers: { 'Content-Type': 'application/json' },
		});
		const root = await new ConnectionPool(context).clientFor(0);
		const failure = await failureOf(
			asNode(root.getObject({ path: ['x'], purpose: { ...LIST, doing: 'get it' } })),
		);
		expect(failure.message).toMatch(/^Could not get it: (Contact not found|Too bad)$/);
		expect(failure.httpCode).toBe(String(statusCode));
	});

	test('short and empty pages go on, and next_cursor decides', async () => {
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

	test('the time of an answer comes in milliseconds', async () => {
		const page = await (await client()).getPage({ path: ['contacts'], purpose: LIST });
		expect(page.serverTime).toEqual(expect.any(Number));
		expect(page).toMatchObject({ cursor: undefined, nextCursor: null });
	});
});
