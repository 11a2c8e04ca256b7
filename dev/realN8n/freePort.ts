/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
	return await listenBriefly(0);
}

/** Whether nobody listens on a TCP port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
	return await listenBriefly(port).then(
		() => true,
		() => false,
	);
}

/** @throws the system's error when somebody else listens there */
async function listenBriefly(wanted: number): Promise<number> {
	const server = createServer().listen(wanted, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
