/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { IDataObject } from 'n8n-workflow';

import { ConnectionPool } from '../../nodes/HyperRep/api/ConnectionPool';
import { RETRY_POLICY } from '../../nodes/HyperRep/api/sending/RetryPolicy';
import { useStandIn } from '../useStandIn';
import { API_KEY } from '../../dev/standIn/server';
import { CREATE, executeContext, LIST } from './connect';

const fixture = useStandIn({ refusedKeys: { other: 'API Key has expired' } });

/** A context with a credential whose values may be expressions, and how often n8n reads it. */
function contextWith(
	credential: { baseUrl?: unknown; apiKey?: unknown },
	items: IDataObject[] = [{}],
) {
	const setup = credential as { baseUrl: string; apiKey: string };
	const context = executeContext(
		setup,
		items.map((json) => ({ json })),
	);
	const reads = jest.spyOn(context, 'getCredentials');
	return { context, reads };
}

test('each item has the credential that its expressions give', async () => {
	const baseUrl = fixture.standIn.url;
	const { context, reads } = contextWith({ baseUrl, apiKey: '={{ $json.key }}' }, [
		{ key: API_KEY },
		{ key: 'other' },
		{ key: API_KEY },
	]);
	const pool = new ConnectionPool(context);
	const clients = [await pool.clientFor(0), await pool.clientFor(1), await pool.clientFor(2)];
	expect(clients[2]).toBe(clients[0]);
	expect(clients[1]).not.toBe(clients[0]);
	expect(reads).toHaveBeenCalledTimes(3);
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

test('the same address and key, written in another way, are the same account', async () => {
	const { url } = fixture.standIn;
	const written = [url, `${url}/`, ` ${url}// `, url.replace('http', 'HTTP')];
	const { context } = contextWith(
		{ baseUrl: '={{ $json.url }}', apiKey: '={{ $json.key }}' },
		written.map((each, n) => ({ url: each, key: ' '.repeat(n) + API_KEY })),
	);
	const pool = new ConnectionPool(context);
	const clients = await Promise.all(written.map(async (_, n) => await pool.clientFor(n)));
	expect(new Set(clients).size).toBe(1);
	expect(clients[0]?.account).not.toContain(API_KEY);
});

test('a credential without expressions is read once for all items', async () => {
	const { baseUrl, apiKey } = { baseUrl: fixture.standIn.url, apiKey: API_KEY };
	const { context, reads } = contextWith({ baseUrl, apiKey }, [{}, {}, {}]);
	const pool = new ConnectionPool(context);
	const clients = [await pool.clientFor(0), await pool.clientFor(1), await pool.clientFor(2)];
	expect(new Set(clients).size).toBe(1);
	expect(reads).toHaveBeenCalledTimes(1);
	await clients[0]?.getUnpaged({ path: ['organizations'], purpose: LIST });
});

test('if nothing shows how n8n resolves a credential, each item reads it', async () => {
	const { context, reads } = contextWith({ baseUrl: fixture.standIn.url, apiKey: API_KEY }, [
		{},
		{},
	]);
	reads.mockResolvedValue({ baseUrl: fixture.standIn.url, apiKey: API_KEY });
	const pool = new ConnectionPool(context);
	expect(await pool.clientFor(0)).toBe(await pool.clientFor(1));
	expect(reads).toHaveBeenCalledTimes(2);
});

test('once the credential is read, no request reaches into n8n for an expression', async () => {
	fixture.organization.contacts.create({ name: 'Ada' });
	const { context } = contextWith({ baseUrl: fixture.standIn.url, apiKey: API_KEY });
	const root = await new ConnectionPool(context).clientFor(0);
	// n8n takes its sandbox away from a workflow as soon as one of its polls ends.
	Object.defineProperty(context.workflow, 'expression', {
		get: () => {
			throw new Error('No bridge acquired for this context. Call acquire() first.');
		},
	});
	const client = root.inOrganization(fixture.standIn.idOf('organization', fixture.organization));
	expect(await client.list({ path: ['contacts'], purpose: LIST })).toHaveLength(1);
	const created = {
		path: ['contacts'],
		body: { name: 'B' },
		idField: 'contact_id',
		purpose: CREATE,
	};
	expect(await client.create(created)).toMatchObject({ name: 'B' });
});

test('a refusal pauses the requests of one credential only', async () => {
	const baseUrl = fixture.standIn.url;
	const { context } = contextWith({ baseUrl: '={{ $json.url }}', apiKey: API_KEY }, [
		{ url: baseUrl },
		{ url: `${baseUrl}/` },
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
	[{ baseUrl: 'https://x', apiKey: '' }, 'The HyperRep credential has no API key'],
	[
		{ baseUrl: 'https://x', apiKey: 'a\nb' },
		'The API key contains an invalid character, such as a line break',
	],
	[
		{ baseUrl: 'https://x', apiKey: 'ä' },
		'The API key contains an invalid character, such as a line break',
	],
	[
		{ baseUrl: 'https://x', apiKey: 'k'.repeat(50_000) },
		'The API key is too long: it has 50,000 characters',
	],
	[{ baseUrl: 'hyperrep', apiKey: API_KEY }, 'The Base URL must begin with http:// or https://'],
	[{ baseUrl: 7, apiKey: API_KEY }, 'The Base URL must begin with http:// or https://'],
	[{ baseUrl: 'https://', apiKey: API_KEY }, 'The Base URL is not a valid address'],
	[{ baseUrl: `https://x${'/'.repeat(60_000)}y`, apiKey: API_KEY }, 'The Base URL is too long'],
	[
		{ baseUrl: 'https://a:b@x', apiKey: API_KEY },
		'The Base URL must not contain a user name, "?" or "#"',
	],
])('what cannot be used is refused with words (%#)', async (credential, message) => {
	const { context } = contextWith(credential);
	await expect(new ConnectionPool(context).clientFor(0)).rejects.toThrow(message);
	await expect(new ConnectionPool(context).clientFor(0)).rejects.not.toThrow(
		String(credential.apiKey || 'something'),
	);
});
