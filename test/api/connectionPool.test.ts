/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { ConnectionPool } from '../../nodes/HyperRep/api/ConnectionPool';
import { RETRY_POLICY } from '../../nodes/HyperRep/api/RetryPolicy';
import { useStandIn } from '../../dev/n8n/fixture';
import { API_KEY } from '../../dev/standIn/server';
import { executeContext, LIST } from './connect';

const fixture = useStandIn({ refusedKeys: { other: 'API Key has expired' } });

/** A context whose credential has other values for each item. */
function contextWith(credentials: IDataObject[]): { context: ExecuteContext; reads: number[] } {
	const context = executeContext(
		{ baseUrl: '' },
		credentials.map((json) => ({ json })),
	);
	const reads: number[] = [];
	jest.spyOn(context, 'getCredentials').mockImplementation((async (_: string, item: number) => {
		reads.push(item);
		return credentials[item];
	}) as typeof context.getCredentials);
	return { context, reads };
}

test('each item has the credential that its expressions give', async () => {
	const baseUrl = fixture.standIn.url;
	const { context, reads } = contextWith([
		{ baseUrl, apiKey: API_KEY },
		{ baseUrl, apiKey: 'other' },
		{ baseUrl, apiKey: API_KEY },
	]);
	const pool = new ConnectionPool(context);
	const clients = [await pool.clientFor(0), await pool.clientFor(1), await pool.clientFor(2)];
	expect(clients[2]).toBe(clients[0]);
	expect(clients[1]).not.toBe(clients[0]);
	expect(reads).toEqual([0, 1, 2]);
	const results = await Promise.allSettled(
		clients.map(
			async (client) => await client.getUnpaged({ path: ['organizations'], purpose: LIST }),
		),
	);
	expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(fixture.standIn.requests.map(({ headers }) => headers['x-api-key']).sort()).toEqual(
		[API_KEY, API_KEY, 'other'].sort(),
	);
});

test('a refusal pauses the requests of one credential only', async () => {
	const baseUrl = fixture.standIn.url;
	const { context } = contextWith([
		{ baseUrl, apiKey: API_KEY },
		{ baseUrl: `${baseUrl}/`, apiKey: API_KEY },
	]);
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 });
	const pool = new ConnectionPool(context, { ...RETRY_POLICY, firstWait: 300 });
	const order: string[] = [];
	const first = await pool.clientFor(0);
	const second = await pool.clientFor(1);
	const paused = first.getUnpaged({ path: ['organizations'], purpose: LIST });
	while (fixture.standIn.requests[0]?.status !== 429) await new Promise(setImmediate);
	await Promise.all([
		paused.then(() => order.push('first')),
		second.getUnpaged({ path: ['organizations'], purpose: LIST }).then(() => order.push('second')),
	]);
	expect(order).toEqual(['second', 'first']);
});

test.each([
	[{ baseUrl: 'https://x', apiKey: '' }, 'The HyperRep credential holds no API key'],
	[
		{ baseUrl: 'https://x', apiKey: 'a\nb' },
		'The API key holds a character that no key has, such as a line break',
	],
	[
		{ baseUrl: 'https://x', apiKey: 'ä' },
		'The API key holds a character that no key has, such as a line break',
	],
	[
		{ baseUrl: 'https://x', apiKey: 'k'.repeat(50_000) },
		'The API key is too long: it has 50,000 characters',
	],
	[{ baseUrl: 'hyperrep', apiKey: API_KEY }, 'The Base URL must begin with http:// or https://'],
	[{ baseUrl: 7, apiKey: API_KEY }, 'The Base URL must begin with http:// or https://'],
	[{ baseUrl: 'https://', apiKey: API_KEY }, 'The Base URL is not an address'],
	[{ baseUrl: `https://x${'/'.repeat(60_000)}y`, apiKey: API_KEY }, 'The Base URL is too long'],
	[
		{ baseUrl: 'https://a:b@x', apiKey: API_KEY },
		'The Base URL must be an address only, without user name, "?" or "#"',
	],
])('what cannot be used is refused with words', async (credential, message) => {
	const { context } = contextWith([credential]);
	await expect(new ConnectionPool(context).clientFor(0)).rejects.toThrow(message);
	await expect(new ConnectionPool(context).clientFor(0)).rejects.not.toThrow(
		String(credential.apiKey || 'something'),
	);
});
