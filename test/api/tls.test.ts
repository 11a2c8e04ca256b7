/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
	connect as connectTcp,
	createServer as createTcpServer,
	type Server,
	type Socket,
} from 'node:net';
import { join } from 'node:path';
import tls, { type ConnectionOptions } from 'node:tls';

import type { WriteEntry } from '../../nodes/HyperRep/api/writes';
import { failureOf } from '../useStandIn';
import { asNode, connect, CREATE } from './connect';

/** A certificate for localhost that nobody trusts, valid until 2126. */
const pem = readFileSync(join(__dirname, 'localhost.pem'), 'utf8');
const CERTIFICATE = { key: pem, cert: pem };

const servers: Server[] = [];
const sockets = new Set<Socket>();

async function start(server: Server): Promise<string> {
	servers.push(server);
	server.on('connection', (socket) => sockets.add(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Has Node.js trust the certificate, as n8n's machine may by its settings. */
function trustCertificate(): void {
	const { connect: real } = tls;
	const trusting = (options: ConnectionOptions) => real({ ...options, ca: pem });
	jest.spyOn(tls, 'connect').mockImplementation(trusting as typeof real);
}

afterEach(() => {
	jest.restoreAllMocks();
	for (const server of servers.splice(0)) server.close();
	for (const socket of sockets) socket.destroy();
	sockets.clear();
});

/** What is noted of a create, and how it fails. */
async function create(baseUrl: string) {
	const noted: WriteEntry[] = [];
	const writes = { earlier: () => noted.at(-1), note: (entry: WriteEntry) => noted.push(entry) };
	const client = await connect({ baseUrl }, { firstWait: 1, timeLimit: 1000, minTry: 500 });
	const writing = client.within({ writes }).create({
		path: ['contacts'],
		body: { name: 'Bruno' },
		idField: 'contact_id',
		purpose: CREATE,
	});
	return { ...(await failureOf(asNode(writing))), noted };
}

test('a server that breaks the TLS after it read the POST leaves it in doubt', async () => {
	trustCertificate();
	let posts = 0;
	const hyperRep = createHttpsServer(CERTIFICATE, (request) => {
		request.resume().on('end', () => {
			posts++;
			hyperRep.emit('posted');
		});
	});
	const port = Number(new URL(await start(hyperRep)).port);
	// In front of it stands what hands on everything, until it writes plain text.
	const front = createTcpServer((client) => {
		const server = connectTcp(port, '127.0.0.1');
		client.on('data', (data) => server.write(data)).on('error', () => server.destroy());
		server.on('data', (data) => client.write(data)).on('error', () => client.destroy());
		client.on('close', () => server.destroy());
		void once(hyperRep, 'posted').then(() => {
			server.removeAllListeners('data');
			client.write('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
		});
	});
	const { message, description, noted } = await create(await start(front));
	expect(posts).toBe(1);
	expect(message).toMatch(/ended before the response\. The contact may have been created anyway$/);
	expect(description).toMatch(/^Check HyperRep for the contact "Bruno"/);
	expect(noted.at(-1)).toEqual({ doubt: { message, description } });
});

test('a certificate that is refused is certain', async () => {
	const hyperRep = createHttpsServer(CERTIFICATE, (_, response) => response.end());
	const { message, description, noted } = await create(await start(hyperRep));
	expect(message).toMatch(/the connection to 127\.0\.0\.1:\d+ is not secure$/);
	expect(description).toMatch(/^Its certificate is not trusted/);
	expect(noted).toEqual([]);
});

test('a server that speaks no TLS is certain, since the handshake never ended', async () => {
	const server = createHttpServer((_, response) => response.end());
	const { message, noted } = await create(await start(server));
	expect(message).toMatch(/the connection to 127\.0\.0\.1:\d+ is not secure$/);
	expect(noted).toEqual([]);
});

test.each([
	['ends', (socket: { end(): void }) => socket.end()],
	['is silent', () => undefined],
])('a server that %s in the handshake was never sent anything', async (_, act) => {
	const server = createTcpServer((socket) => {
		socket.on('error', () => undefined).once('data', () => act(socket));
	});
	const { message, noted } = await create(await start(server));
	expect(message).toMatch(/cannot be reached$|did not respond in time$/);
	expect(noted).toEqual([]);
});
