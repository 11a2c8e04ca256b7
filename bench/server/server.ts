/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Commands } from './commands';

type Name = keyof Commands;
type Argument<N extends Name> = Parameters<Commands[N]>;
type Result<N extends Name> = Awaited<ReturnType<Commands[N]>>;

/** What goes to the server's process … */
export interface Call {
	number: number;
	name: Name;
	argument?: unknown;
}

/** … and what comes back. */
export interface Reply {
	number: number;
	result?: unknown;
	error?: string;
}

/** A million contacts and a log of the requests. */
const MEGABYTES_OF_HEAP = 4096;

/**
 * The stand-in for HyperRep in a process of its own, so that the program that is measured has a core to itself:
 * n8n as well as the loop in the bench's own process.
 */
export class Server {
	url = '';
	private number = 0;
	private readonly waiting = new Map<number, (reply: Reply) => void>();

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (reply: Reply) => {
			this.waiting.get(reply.number)?.(reply);
			this.waiting.delete(reply.number);
		});
		child.once('exit', () => {
			for (const [number, settle] of this.waiting) settle({ number, error: 'The server ended' });
		});
	}

	static async start(): Promise<Server> {
		const child = fork(join(__dirname, 'main.ts'), [], {
			// These of the bench's own load TypeScript.
			execArgv: [...process.execArgv, `--max-old-space-size=${MEGABYTES_OF_HEAP}`],
			serialization: 'advanced',
		});
		await once(child, 'spawn');
		const server = new Server(child);
		server.url = (await server.call('start')).url;
		return server;
	}

	/** @throws Error with what the command threw */
	async call<N extends Name>(name: N, ...[argument]: Argument<N>): Promise<Result<N>> {
		const number = this.number++;
		const call: Call = { number, name, argument };
		const { result, error } = await new Promise<Reply>((resolve) => {
			this.waiting.set(number, resolve);
			this.child.send(call);
		});
		if (error !== undefined) throw new Error(`${name}: ${error}`);
		return result as Result<N>;
	}

	async stop(): Promise<void> {
		if (!this.child.connected) return;
		const exit = once(this.child, 'exit');
		this.child.disconnect();
		await exit;
	}
}
