/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { patience } from '../../nodes/HyperRep/api/retry';
import { failureOf, useStandIn } from '../../dev/n8n/fixture';
import { execute } from '../../dev/n8n/harness';
import type { Fault } from '../../dev/standIn/faults';
import { API_KEY, StandIn } from '../../dev/standIn/server';

const fixture = useStandIn();

beforeEach(() => {
	jest.replaceProperty(patience, 'firstWait', 2);
	fixture.organization.contacts.create({ name: 'Ada' });
});

afterEach(() => {
	jest.restoreAllMocks();
});

const get = () => execute(fixture.contact('getAll'));
const create = () => execute(fixture.contact('create', { name: 'Bruno' }));
const createdNames = () => fixture.organization.contacts.visible().map(({ name }) => name);
const json = (status: number, detail: unknown): Fault => ({
	kind: 'status',
	status,
	type: 'application/json',
	body: JSON.stringify({ detail }),
});

const PASSING: Array<[string, Fault]> = [
	...[429, 500, 502, 503, 504].map((status): [string, Fault] => [
		`status ${status}`,
		{ kind: 'status', status, body: '<html>busy</html>' },
	]),
	['a connection that is reset', { kind: 'reset' }],
	['an answer that is cut off', { kind: 'truncate' }],
	['an answer that is cut off without having told its length', { kind: 'truncate', length: false }],
];

describe('reading', () => {
	test.each(PASSING)('%s is tried again', async (_, fault) => {
		fixture.standIn.faults.add({ fault, times: 4 });
		expect((await get()).map(({ json: { name } }) => name)).toEqual(['Ada']);
		expect(fixture.sent()).toHaveLength(5);
	});

	test.each(PASSING)('%s for ever ends after five tries', async (_, fault) => {
		fixture.standIn.faults.add({ fault });
		const failure = await failureOf(get());
		expect(fixture.sent()).toHaveLength(5);
		expect(failure.type).toBe('NodeApiError');
		expect(failure.itemIndex).toBe(0);
		expect(failure.message).not.toMatch(/undefined|\[object/);
		if (fault.kind === 'status') expect(failure.httpCode).toBe(String(fault.status));
	});

	test.each([400, 403, 404, 422])('status %i is not tried again', async (status) => {
		fixture.standIn.faults.add({ fault: json(status, 'The reason') });
		const failure = await failureOf(get());
		expect(failure).toMatchObject({ httpCode: String(status), itemIndex: 0 });
		expect(failure.message).toContain('The reason');
		expect(fixture.sent()).toHaveLength(1);
	});

	test('the waits grow, and are never the same for everybody', async () => {
		jest.replaceProperty(patience, 'firstWait', 20);
		const times: number[] = [];
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 503 },
			matches: () => times.push(performance.now()) > 0,
		});
		await failureOf(get());
		const waits = times.slice(1).map((time, n) => time - times[n]);
		waits.forEach((wait, n) => expect(wait).toBeGreaterThan(20 * 2 ** n * 0.5 - 1));
	});

	test('Retry-After is honoured, in seconds and as a date', async () => {
		const start = performance.now();
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
			times: 1,
		});
		await get();
		expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
		const until = new Date(Date.now() + 2000).toUTCString();
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 503, headers: { 'Retry-After': until } },
			times: 1,
		});
		await get();
		expect(performance.now() - start).toBeGreaterThanOrEqual(2000);
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
			const failure = await failureOf(get());
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
			jest.replaceProperty(patience, 'firstWait', 30);
			fixture.standIn.faults.add({
				fault: { kind: 'status', status: 429, headers: { 'Retry-After': value } },
				times: 2,
			});
			const start = performance.now();
			await get();
			expect(performance.now() - start).toBeGreaterThanOrEqual(15 + 30 - 1);
		},
	);

	test('waits that the server asks for come to a minute at the most', async () => {
		jest.replaceProperty(patience, 'longestRetryAfter', 2000);
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
		});
		const failure = await failureOf(get());
		expect(fixture.sent()).toHaveLength(3);
		expect(failure.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 1000 });
	});

	test('a very long explanation is cut', async () => {
		fixture.standIn.faults.add({ fault: json(400, 'x'.repeat(100_000)) });
		expect((await failureOf(get())).message.length).toBeLessThan(500);
	});

	test.each([{}, { detail: 'Invalid API Key' }, { data: [] }])(
		'%j is not taken for a contact',
		async (body) => {
			fixture.standIn.faults.add({ fault: { kind: 'change', change: () => body } });
			const failure = await failureOf(create());
			expect(failure.message).toMatch(/the ID \("contact_id"\) is missing\. It may have been done/);
			const one = execute(fixture.contact('get', { contactId: 'x' }));
			expect((await failureOf(one)).message).toMatch(/the ID \("contact_id"\) is missing$/);
		},
	);

	test('a silent server is given up when the time is over', async () => {
		jest.replaceProperty(patience, 'timeLimit', 150);
		jest.replaceProperty(patience, 'shortestTry', 10);
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const failure = await failureOf(get());
		expect(failure.message).toMatch(/127\.0\.0\.1:\d+ did not answer in time$/);
		expect(failure.failure).toEqual({ cause: 'temporarily-unavailable' });
	});

	test('a server that is not there', async () => {
		const failure = await failureOf(
			execute({ ...fixture.contact('getAll'), baseUrl: 'http://127.0.0.1:1' }),
		);
		expect(failure.message).toMatch(/it cannot be reached at 127\.0\.0\.1:1$/);
	});

	test.each(['getAll', 'create'])('cancelling ends a back-off of %s at once', async (operation) => {
		jest.replaceProperty(patience, 'firstWait', 30_000);
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 } });
		const controller = new AbortController();
		const setup = fixture.contact(operation, { name: 'Bruno' });
		const run = failureOf(
			execute({ ...setup, signal: controller.signal, onError: 'continueRegularOutput' }),
		);
		while (fixture.sent().length === 0) await new Promise(setImmediate);
		await new Promise(setImmediate);
		controller.abort();
		expect((await run).message).toBe('The execution was cancelled');
		expect(fixture.sent()).toHaveLength(1);
	});
});

describe('writing', () => {
	test('a 429 is tried again, since nothing was created', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
		await create();
		expect(fixture.sent()).toHaveLength(4);
		expect(createdNames()).toEqual(['Bruno', 'Ada']);
	});

	test('a connection that was never made is tried again', async () => {
		jest.replaceProperty(patience, 'firstWait', 40);
		const { standIn, organization } = fixture;
		const setup = fixture.contact('create', { name: 'Bruno' });
		await standIn.stop();
		const pending = execute(setup);
		await standIn.start(Number(new URL(setup.baseUrl).port));
		await pending;
		expect(organization.contacts.visible().map(({ name }) => name)).toEqual(['Bruno', 'Ada']);
	});

	test.each<[string, Fault]>([
		['the connection ends after it was carried out', { kind: 'afterwards' }],
		['the answer is cut off', { kind: 'truncate' }],
		['the answer is cut off without its length', { kind: 'truncate', length: false }],
		['the answer is a web page', { kind: 'status', status: 200, body: '<html></html>' }],
		...[500, 502, 503, 504, 520].map((status): [string, Fault] => [
			`the status is ${status}`,
			{ kind: 'afterwards', status },
		]),
	])('when %s, it is not sent again, and the message says so', async (_, fault) => {
		fixture.standIn.faults.add({ fault });
		const failure = await failureOf(create());
		expect(fixture.sent()).toHaveLength(1);
		expect(failure.message).toMatch(/It may have been done all the same$/);
		expect(failure.description).toMatch(
			/^Check HyperRep for the contact "Bruno" before you run it again/,
		);
	});

	test.each([301, 302, 303])('a redirect (%i) may follow a write', async (status) => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status, headers: { Location: '/x' } } });
		expect((await failureOf(create())).message).toMatch(/It may have been done all the same$/);
	});

	test('a write that is under way when the execution is cancelled is not lost sight of', async () => {
		const controller = new AbortController();
		const { standIn } = fixture;
		standIn.faults.add({ fault: { kind: 'meanwhile', act: () => controller.abort() } });
		const setup = fixture.contact('create', { name: 'Bruno' });
		const output = await execute({ ...setup, signal: controller.signal });
		expect(output.map(({ json: { name } }) => name)).toEqual(['Bruno']);
	});

	test('silence is not tried again either', async () => {
		jest.replaceProperty(patience, 'timeLimit', 100);
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		expect((await failureOf(create())).message).toMatch(/did not answer in time.*all the same$/);
		expect(fixture.sent()).toHaveLength(1);
	});

	test.each([400, 403, 404, 422])('status %i is certain, and says only why', async (status) => {
		fixture.standIn.faults.add({ fault: json(status, 'The reason') });
		const failure = await failureOf(create());
		expect(failure.message).toContain('The reason');
		expect(failure.message).not.toContain('all the same');
		expect(fixture.sent()).toHaveLength(1);
	});
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
		...PASSING,
		['an answer that repeats it', json(403, `Not ${API_KEY}`)],
		['a list that repeats it', json(422, [{ loc: ['header', API_KEY], msg: API_KEY }])],
		['a page that repeats it', { kind: 'status', status: 200, body: `<p>${API_KEY}` }],
	])('is in no error: %s', async (_, fault) => {
		for (const run of [get, create]) {
			fixture.standIn.faults.add({ fault });
			expect((await failureOf(run())).everything).not.toContain(API_KEY);
		}
	});

	test.each(['a\nb', 'ä', 'a\u0000b'])('that cannot be sent is refused: %j', async (apiKey) => {
		const failure = await failureOf(execute({ ...fixture.contact('getAll'), apiKey }));
		expect(failure.message).toBe(
			'The API key holds a character that no key has, such as a line break',
		);
		expect(failure.everything).not.toContain(apiKey);
	});
});

describe('answers', () => {
	const change = (body: unknown) =>
		fixture.standIn.faults.add({ fault: { kind: 'change', change: () => body } });

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
	])('%s instead of a page is said clearly', async (_, body) => {
		change(body);
		const failure = await failureOf(get());
		expect(failure.message).toMatch(
			/^HyperRep could not list the contacts of the organization "[^"]+": its answer cannot be read, /,
		);
		expect(failure.message).not.toMatch(/undefined|\[object/);
	});

	test('a cursor that repeats ends in a message within a few requests', async () => {
		change({ data: [{ contact_id: '1' }], pagination: { next_cursor: 'again', has_more: true } });
		const failure = await failureOf(execute(fixture.contact('getAll', { returnAll: true })));
		expect(failure.message).toContain('it leads to the same page again and again');
		expect(fixture.sent().length).toBeLessThanOrEqual(3);
	});

	test('short and empty pages go on, and next_cursor decides', async () => {
		const pages = [
			{ data: [], pagination: { next_cursor: 'a', has_more: false } },
			{ data: [{ n: 1 }], pagination: { next_cursor: 'b', has_more: false } },
			{ data: [], pagination: { next_cursor: 'c', has_more: true } },
			{ data: [{ n: 2 }], pagination: { next_cursor: null, has_more: true } },
		];
		fixture.standIn.faults.add({ fault: { kind: 'change', change: () => pages.shift() } });
		const output = await execute(fixture.contact('getAll', { returnAll: true }));
		expect(output.map(({ json: { n } }) => n)).toEqual([1, 2]);
		expect(fixture.sent()).toHaveLength(4);
	});

	test('a page that is longer than asked for does not exceed the limit', async () => {
		change({
			data: [{ n: 1 }, { n: 2 }, { n: 3 }],
			pagination: { next_cursor: 'a', has_more: true },
		});
		expect(await execute(fixture.contact('getAll', { limit: 2 }))).toHaveLength(2);
		expect(fixture.sent()).toHaveLength(1);
	});

	test.each([
		['text', 'Too bad', 'Too bad'],
		[
			'a list',
			[
				{ loc: ['body', 'email'], msg: 'value is not a valid email address', type: 'value_error' },
				{ loc: ['query', 'limit'], msg: 'too large' },
			],
			'email: value is not a valid email address; limit: too large',
		],
		['a list without places', [{ msg: 'wrong' }, 'also wrong'], 'wrong; also wrong'],
	])('a detail that is %s becomes words', async (_, detail, words) => {
		fixture.standIn.faults.add({ fault: json(422, detail) });
		const { message } = await failureOf(get());
		expect(message.split('": ')[1]).toBe(words);
	});

	test.each([undefined, null, 7, {}, [], [null], [[1]]])(
		'a detail of %j is left out',
		async (detail) => {
			fixture.standIn.faults.add({ fault: json(400, detail) });
			expect((await failureOf(get())).message).toMatch(/^HyperRep could not list the contacts/);
		},
	);
});
