/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { CredentialTestContext } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

import { testCredential } from '../../nodes/HyperRep/api/credentialTest';
import { API_KEY } from '../../dev/standIn/server';

let answer: (socket: Socket) => void | Promise<void>;
let open = 0;

const server = createServer((socket) => {
	open++;
	socket.on('close', () => open--).on('error', () => undefined);
	socket.once('data', () => void answer(socket));
});

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

async function runTest(timeLimit: number) {
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	const { helpers } = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const data = { apiKey: API_KEY, baseUrl: `http://127.0.0.1:${port}` };
	const credential = { id: '1', name: 'HyperRep', type: 'hyperRepApi', data };
	return await testCredential(helpers.request, credential, { timeLimit, wait: 1 });
}

/** Writes a bit every few milliseconds, so that no pause is ever long. */
async function drip(socket: Socket, bit: string): Promise<void> {
	while (!socket.destroyed) {
		socket.write(bit);
		await wait(5);
	}
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

test.each<[string, typeof answer]>([
	['nothing', () => undefined],
	[
		'headers without end',
		async (socket) => {
			socket.write(HEAD);
			await drip(socket, 'X-More: 1\r\n');
		},
	],
	[
		'a body without end',
		async (socket) => {
			socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
			await drip(socket, '1\r\n \r\n');
		},
	],
])('a server that sends %s is given up, and its connection with it', async (_, act) => {
	answer = act;
	const result = await runTest(150);
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(/did not respond in time\. Try again later/);
	while (open > 0) await nextTurn();
});

test.each<[string, string]>([
	['is announced', `${HEAD}Content-Length: 100000000000\r\n\r\n[`],
	['turns out', `${HEAD}\r\n${'x'.repeat(11_000_000)}`],
])('a response that %s too large is not read', async (_, text) => {
	answer = (socket) => void socket.write(text);
	const result = await runTest(4000);
	expect(result.message).toMatch(/is too large\. Responses of more than 10 MB are not read/);
	while (open > 0) await nextTurn();
});

test('a connection that breaks is retried once', async () => {
	let connections = 0;
	answer = (socket) => {
		if (++connections === 1) socket.destroy();
		else socket.end(`${HEAD}Connection: close\r\n\r\n{"data": [{"organization_id": "x"}]}`);
	};
	expect(await runTest(4000)).toMatchObject({ status: 'OK' });
	expect(connections).toBe(2);
	answer = (socket) => {
		connections++;
		socket.destroy();
	};
	expect((await runTest(4000)).message).toMatch(/the connection to .* ended/);
	expect(connections).toBe(4);
});

test('what n8n itself throws is shown without the key', async () => {
	const request = async () => {
		throw new Error(`Not allowed: ${API_KEY}`);
	};
	const data = { apiKey: API_KEY };
	const result = await testCredential(request, { id: '', name: '', type: '', data });
	expect(result.message).toMatch(/^Could not read the organizations: Not allowed: \*\*\*\. /);
});
