/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { asNode, connect, CREATE, LIST } from '../connect';
import { BROKEN, json, QUICK, REFUSED, useRequests } from '../requests';
import { failureOf } from '../../useStandIn';
import type { Fault } from '../../../dev/standIn/faults';

const { fixture, client, get, create } = useRequests();

const createdNames = () => fixture.organization.contacts.visible().map(({ name }) => name);

describe('reading', () => {
	test.each([...BROKEN, REFUSED])('%s is retried', async (_, fault) => {
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

	test.each([400, 403, 404, 422])('status %i is not retried', async (status) => {
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
			expect(failure.message).toMatch(
				/HyperRep will accept requests again in \d+ (seconds|minutes)$/,
			);
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
		expect(failure.message).toMatch(/^Could not .*: 127\.0\.0\.1:\d+ did not respond in time$/);
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
		expect(failure.message).toMatch(/HyperRep will accept requests again in 30 seconds$/);
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
		expect(failure.message).toMatch(/HyperRep will accept requests again in 50 seconds$/);
		expect(fixture.sent()).toHaveLength(1);
		cancel.abort();
		await waiting;
	});

	test('sends nothing more when it is over', async () => {
		const late = (await client({})).within({ until: Date.now() - 2000 });
		const failure = await failureOf(late.getPage({ path: ['contacts'], purpose: LIST }));
		expect(failure.message).toMatch(/did not respond in time$/);
		expect(fixture.sent()).toEqual([]);
	});

	test('gets no more than a little overtime for a request that is under way', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const reading = (await client({ overtime: 50 })).within({ until: Date.now() + 50 });
		const failure = await failureOf(reading.getPage({ path: ['contacts'], purpose: LIST }));
		expect(failure.message).toMatch(/did not respond in time$/);
	});
});

describe('writing', () => {
	test('a 429 is retried, since nothing was created', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
		await create({ firstWait: 2 });
		expect(fixture.sent()).toHaveLength(4);
		expect(createdNames()).toEqual(['Bruno', 'Ada']);
	});

	test('a 503 that says when to come back is not retried, since it may follow a create', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
		});
		const failure = await failureOf(create({}));
		expect(fixture.sent()).toHaveLength(1);
		expect(failure.message).toMatch(/The contact may have been created anyway$/);
	});

	test('a connection that was never made is retried', async () => {
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
		['the response is cut off', { kind: 'truncate' }],
		['the response is cut off without its length', { kind: 'truncate', length: false }],
		['the response is a web page', { kind: 'status', status: 200, body: '<html></html>' }],
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

	test('silence is not retried either', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'silence' } });
		const failure = await failureOf(create({ timeLimit: 100 }));
		expect(failure.message).toMatch(/did not respond in time.*created anyway$/);
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
