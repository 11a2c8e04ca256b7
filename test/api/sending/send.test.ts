import { failureOf } from '../../useStandIn';
import type { Fault } from '../../../dev/standIn/faults';
import { API_KEY, StandIn } from '../../../dev/standIn/server';
import { ConnectionPool } from '../../../nodes/HyperRep/api/ConnectionPool';
import { asNode, executeContext, LIST } from '../connect';
import { BROKEN, json, REFUSED, useRequests } from '../requests';

const { fixture, get, create } = useRequests();

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
				expect(failure.message).toContain('the server redirects to 127.0.0.1:');
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
		['a response that repeats it', json(403, `Not ${API_KEY}`)],
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
