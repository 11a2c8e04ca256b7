/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { CleanUp } from '../../dev/realN8n/cleanUp';
import type { Commands, Reply } from './commands';

/** A million contacts and a log of the requests. */
const MEGABYTES_OF_HEAP = 4096;

export type Server = Awaited<ReturnType<typeof startServer>>;

/**
 * Starts the stand-in for HyperRep in a process of its own, so that the program that is measured has a
 * core to itself: n8n as well as the loop in the bench's own process.
 */
export async function startServer(cleanUp: CleanUp) {
	const child = fork(join(__dirname, 'commands.ts'), [], {
		// These of the bench's own load TypeScript.
		execArgv: [...process.execArgv, `--max-old-space-size=${MEGABYTES_OF_HEAP}`],
		serialization: 'advanced',
	});
	const exit = once(child, 'exit');
	// A command that is under way then fails, and does not wait for ever.
	void exit.then(() => child.emit('message', { error: 'The server ended' }));
	cleanUp.add(async () => {
		if (child.connected) child.disconnect();
		await exit;
	});

	/** Has the server carry out a command, one at a time. Throws what the command threw. */
	async function call<N extends keyof Commands>(name: N, ...args: Parameters<Commands[N]>) {
		const reply = once(child, 'message') as Promise<[Reply]>;
		child.send({ name, args });
		const [{ result, error }] = await reply;
		if (error !== undefined) throw new Error(`${name}: ${error}`);
		return result as Awaited<ReturnType<Commands[N]>>;
	}
	return { url: await call('start'), call };
}
