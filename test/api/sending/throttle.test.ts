/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { Client } from '../../../nodes/HyperRep/api/Client';
import { failureOf, useStandIn } from '../../../dev/n8n/fixture';
import { RateLimiter, type RateLimit } from '../../../dev/standIn/rateLimit';
import { connectTo, CREATE } from '../connect';

const fixture = useStandIn();

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
	while (fixture.standIn.requests.filter(({ status }) => status === 429).length < 3) {
		await new Promise(setImmediate);
	}
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

test('those that were cancelled while they waited let the others go on', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 });
	const writing = await client({ firstWait: 100 });
	const controller = new AbortController();
	const first = failureOf(create(writing.within({ cancel: controller.signal }), 'a'));
	while (fixture.standIn.requests[0]?.status !== 429) await new Promise(setImmediate);
	const second = create(writing, 'b');
	controller.abort();
	expect((await first).message).toBe('The execution was cancelled');
	await second;
	expect(names()).toEqual(['b']);
});
