/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

import { stopChild } from '../../dev/realN8n/childProcess';
import { freePort } from '../../dev/realN8n/freePort';
import { startN8n, type N8nOptions } from '../../dev/realN8n/server';
import { untilAnswering } from '../../dev/realN8n/untilAnswering';

const SECONDS_TO_START = 120;
const SECONDS_TO_STOP = 30;

/** A worker of n8n's queue mode. It runs one workflow at a time, so that a second one has to wait. */
export class N8nWorker {
	private constructor(
		private readonly child: ChildProcess,
		private readonly logFile: string,
	) {}

	/**
	 * Starts a worker and waits until it takes work.
	 *
	 * @throws Error with the end of its log when it does not
	 */
	static async start(options: N8nOptions, signal: AbortSignal): Promise<N8nWorker> {
		const port = await freePort();
		const child = await startN8n(['worker', '--concurrency=1'], options, {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		});
		const url = `http://127.0.0.1:${port}/healthz/readiness`;
		const starting = {
			name: 'the worker',
			logFile: options.logFile,
			secondsToStart: SECONDS_TO_START,
			secondsToStop: SECONDS_TO_STOP,
			signal,
		};
		await untilAnswering(child, starting, async () => await isReady(url));
		return new N8nWorker(child, options.logFile);
	}

	/** The executions that it has begun, as its log says: n8n keeps no other record of that. */
	async executions(): Promise<string[]> {
		const log = await readFile(this.logFile, 'utf8');
		return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
	}

	/** Kills its process at once, so that it can tell nobody. */
	async kill(): Promise<void> {
		const exit = once(this.child, 'exit');
		process.kill(this.child.pid!, 'SIGKILL');
		await exit;
	}

	async stop(): Promise<void> {
		await stopChild(this.child, SECONDS_TO_STOP);
	}
}

async function isReady(url: string): Promise<boolean> {
	return await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
		({ ok }) => ok,
		() => false,
	);
}
