/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a server listen on loopback, at a free port by default. */
export async function listen(server: Server, port = 0): Promise<void> {
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
}

/** The address at which a server listens. */
export function urlOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Stops a server, and ends the connections that are still open. */
export async function close(server: Server): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}
