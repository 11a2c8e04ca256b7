/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../../nodes/HyperRep/api/Client';
import { failureOf, useStandIn } from '../../useStandIn';
import { RateLimiter, type RateLimit } from '../../../dev/standIn/rateLimit';
import { connect, connectTo, CREATE, LIST } from '../connect';

const fixture = useStandIn();

const CONTACTS = { path: ['contacts'], purpose: LIST };

const client = async (policy = {}) => await connectTo(fixture, policy);

const create = async (writing: Client, name: string) =>
	await writing.create({
		path: ['contacts'],
		body: { name },
		idField: 'contact_id',
		purpose: CREATE,
	});

/** Creates rows, some at a time, and tells what became of each. */
async function createRows(writing: Client, count: number, width = 16) {
	const results = new Array<string>(count);
	let next = 0;
	await Promise.all(
		Array.from({ length: width }, async () => {
			while (next < count) {
				const row = next++;
				results[row] = await create(writing, `Row ${row}`).then(
					() => 'created',
					(error: Error) => error.message,
				);
			}
		}),
	);
	return results;
}

const untilRefused = async (count: number) => {
	const refused = () => fixture.standIn.requests.filter(({ status }) => status === 429).length;
	while (refused() < count) await nextTurn();
};

const sentNames = () =>
	fixture.standIn.requests.map(({ body }) => (body as IDataObject | undefined)?.name);

const names = () =>
	fixture.organization.contacts
		.visible()
		.map(({ name }) => name)
		.sort();

test.each<[string, RateLimit, number]>([
	['5 a second, by seconds', { count: 5 }, 8],
	['5 a second, by a date', { count: 5, retryAfter: 'date' }, 8],
	['5 a second, without a word', { count: 5, retryAfter: 'absent' }, 8],
	['10 in a fifth of a second', { count: 10, seconds: 0.2, retryAfter: 'absent' }, 60],
	['1 in a fiftieth of a second', { count: 1, seconds: 0.02, retryAfter: 'absent' }, 30],
	['40 in two seconds', { count: 40, seconds: 2, retryAfter: 'absent' }, 60],
])('a rate limit of %s makes no row fail', async (_, limit, rows) => {
	fixture.standIn.rateLimiter = new RateLimiter(limit);
	const results = await createRows(await client({ firstWait: 100 }), rows);
	expect(new Set(results)).toEqual(new Set(['created']));
	expect(names()).toEqual(Array.from({ length: rows }, (__, n) => `Row ${n}`).sort());
});

test('once a round was refused, the next ones have about as many requests as were taken', async () => {
	const limiter = new RateLimiter({ count: 10 });
	fixture.standIn.rateLimiter = limiter;
	const writing = await client();
	await createRows(writing, 11);
	limiter.refused = 0;
	await createRows(writing, 10);
	expect(limiter.refused).toBeLessThanOrEqual(3);
});

test('after a refusal, one request that takes long does not hold up the others', async () => {
	const { faults, requests } = fixture.standIn;
	const rows = 30;
	const answered = () => requests.filter(({ status }) => status === 200 || status === 201).length;
	faults.add({ fault: { kind: 'status', status: 429 }, skip: 4, times: 1 });
	faults.add({
		fault: {
			kind: 'meanwhile',
			act: async () => {
				while (answered() < rows - 1) await new Promise(setImmediate);
			},
		},
		skip: 8,
		times: 1,
	});
	const results = await createRows(await client({ firstWait: 20 }), rows, 8);
	expect(new Set(results)).toEqual(new Set(['created']));
});

test('one refusal pauses all requests', async () => {
	const times: number[] = [];
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
		matches: () => times.push(performance.now()) === 4,
	});
	await createRows(await client(), 40, 4);
	expect(times).toHaveLength(41);
	// Those that were under way came in before the pause, if late on a busy machine.
	const early = times.slice(4).filter((time) => time - (times[3] ?? 0) < 950);
	expect(early.length).toBeLessThanOrEqual(3);
});

test('a 503 that says when to come back pauses the others, and is in doubt itself', async () => {
	const times: number[] = [];
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
		matches: () => times.push(performance.now()) === 1,
	});
	const results = await createRows(await client(), 3, 1);
	expect(results[0]).toMatch(/may have been created anyway$/);
	expect(results.slice(1)).toEqual(['created', 'created']);
	expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(950);
	expect(times).toHaveLength(3);
});

test('what was refused is sent before what comes later', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
	const writing = await client({ firstWait: 50 });
	const early = ['a', 'b', 'c'].map(async (name) => await create(writing, name));
	await untilRefused(3);
	const late = ['d', 'e'].map(async (name) => await create(writing, name));
	await Promise.all([...early, ...late]);
	const order = fixture.standIn.requests
		.slice(3)
		.map(({ body }) => (body as { name: string }).name);
	expect(order.slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
});

test.each<[string, RateLimit]>([
	['with an exact Retry-After', { count: 1, seconds: 0.2, retryAfter: 'exact' }],
	['without a word', { count: 2, seconds: 0.4, retryAfter: 'absent' }],
])('no row fails while HyperRep takes requests, however long that takes, %s', async (_, limit) => {
	fixture.standIn.rateLimiter = new RateLimiter(limit);
	// All rows together take twice the time in which HyperRep must take one.
	const results = await createRows(await client({ firstWait: 20, maxRefusal: 1200 }), 12);
	expect(new Set(results)).toEqual(new Set(['created']));
});

test.each([429, 503])(
	'when HyperRep says with a %i that it takes nothing for long, few requests ask, and all rows fail',
	async (status) => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status, headers: { 'Retry-After': '3600' } },
		});
		const results = await createRows(await client(), 200, 4);
		const said = /: HTTP \d+\. HyperRep will accept requests again in 60 minutes$/;
		const sent = fixture.standIn.requests.length;
		expect(sent).toBeLessThanOrEqual(4);
		// What was not sent is in no doubt, even where a 503 would leave some.
		const unsaid = results.filter((result) => !said.test(result));
		expect(unsaid).toHaveLength(status === 503 ? sent : 0);
		for (const result of unsaid) expect(result).toMatch(/may have been created anyway$/);
	},
);

test('when HyperRep takes nothing for a minute, all rows fail together', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 } });
	const results = await createRows(await client({ firstWait: 20, maxRefusal: 300 }), 500, 4);
	expect(new Set(results)).toEqual(new Set(['Could not create the contact "Bruno": HTTP 429']));
	// Not even one for each row.
	expect(fixture.standIn.requests.length).toBeLessThan(100);
});

test('those that were cancelled while they waited do not hold up the others', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 });
	const writing = await client({ firstWait: 100 });
	const controller = new AbortController();
	const first = failureOf(create(writing.within({ cancel: controller.signal }), 'a'));
	await untilRefused(1);
	const second = create(writing, 'b');
	controller.abort();
	expect((await first).message).toBe('The execution was cancelled');
	await second;
	expect(names()).toEqual(['b']);
});

describe('executions of one account at the same time', () => {
	const begin = async () => await client({ firstWait: 50, maxRefusal: 1200 });
	let finish: () => Promise<void>;

	/** Another one has a request under way all the time. */
	beforeEach(async () => {
		let isOver = false;
		const act = async () => {
			while (!isOver) await nextTurn();
		};
		fixture.standIn.faults.add({ fault: { kind: 'meanwhile', act }, times: 1 });
		const reading = (await begin()).list(CONTACTS);
		while (fixture.standIn.requests.length === 0) await nextTurn();
		fixture.standIn.forget();
		finish = async () => {
			isOver = true;
			await reading;
		};
	});
	afterEach(async () => await finish());

	test('wait together: what was refused for one is sent before what comes later for another', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 3 });
		const start = async (name: string) => await create(await begin(), name);
		const early = ['a', 'b', 'c'].map(start);
		await untilRefused(3);
		await Promise.all([...early, ...['d', 'e'].map(start)]);
		expect(sentNames().slice(3, 6).sort()).toEqual(['a', 'b', 'c']);
	});

	test('take turns: one with many rows does not hold up another', async () => {
		const headers = { 'Retry-After': '0.1' };
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 503, headers }, times: 1 });
		const [first, second] = [await begin(), await begin()];
		// In doubt, so that it is not sent again, but the others wait.
		await failureOf(create(first, 'first'));
		await Promise.all([createRows(first, 8, 8), create(second, 'other')]);
		expect(sentNames().indexOf('other')).toBeLessThan(5);
	});

	test('fail no row while HyperRep takes those of others', async () => {
		const limit = { count: 1, seconds: 0.2, retryAfter: 'exact' } as const;
		fixture.standIn.rateLimiter = new RateLimiter(limit);
		const rows = Array.from({ length: 20 }, async (_, n) => await create(await begin(), `${n}`));
		await Promise.all(rows);
		expect(names()).toHaveLength(20);
	});

	test('learn from each other that HyperRep takes nothing for long, and send nothing', async () => {
		const headers = { 'Retry-After': '3600' };
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 503, headers }, times: 1 });
		const [first, second, third] = [await begin(), await begin(), await begin()];
		expect((await failureOf(create(first, 'a'))).message).toMatch(/may have been created anyway$/);
		const { message, description } = await failureOf(create(second, 'b'));
		expect(message).toMatch(/: HTTP 503\. HyperRep will accept requests again in 60 minutes$/);
		expect(description).toMatch(/Run the node again after that/);
		expect(sentNames()).toEqual(['a']);
		// Who begins after them asks again.
		await finish();
		await create(third, 'c');
		expect(names()).toEqual(['c']);
	});

	test('wait a minute each', async () => {
		const { faults, requests } = fixture.standIn;
		const first = await begin();
		faults.add({ fault: { kind: 'status', status: 429 } });
		await failureOf(create(first, 'a'));
		const refused = requests.length;
		const second = create(await begin(), 'b');
		await untilRefused(refused + 1);
		faults.clear();
		await second;
		await create(first, 'c');
		expect(names()).toEqual(['b', 'c']);
	});

	test('do not hold up the others when they are cancelled', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 });
		const [first, second] = [await begin(), await begin()];
		const controller = new AbortController();
		const cancelled = failureOf(create(first.within({ cancel: controller.signal }), 'a'));
		await untilRefused(1);
		const other = create(second, 'b');
		controller.abort();
		expect((await cancelled).message).toBe('The execution was cancelled');
		await other;
		expect(names()).toEqual(['b']);
	});

	test('do not keep a poll beyond its own time', async () => {
		const headers = { 'Retry-After': '1' };
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429, headers } });
		const poll = async () => {
			const timed = (await begin()).within({ until: Date.now() + 500 });
			return await failureOf(timed.list(CONTACTS));
		};
		const failures = [await poll(), await poll()];
		expect(fixture.standIn.requests).toHaveLength(1);
		for (const { failure, message } of failures) {
			expect(message).toMatch(/accept requests again in 1 seconds$/);
			expect(failure).toEqual({ cause: 'rate-limited', retryAfterMs: 1_000 });
		}
	});

	test('have nothing in common with those of another key', async () => {
		const headers = { 'Retry-After': '3600' };
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 429, headers }, times: 1 });
		await failureOf(create(await begin(), 'a'));
		const other = await connect({ baseUrl: fixture.standIn.url, apiKey: 'another key' });
		const { message } = await failureOf(create(other.inOrganization('x'), 'b'));
		expect(message).toMatch(/: Invalid API Key$/);
	});
});
