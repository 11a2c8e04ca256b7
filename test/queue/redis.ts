/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { stopChild } from '../../dev/realN8n/childProcess';
import { freePort } from '../../dev/realN8n/freePort';
import type { Programs } from './programs';
import { startService, type StoreOptions } from './service';

const SECONDS_TO_STOP = 10;

/** A Redis of its own, on loopback and with a password. */
export class Redis {
	private constructor(
		private readonly child: ChildProcess,
		/** How n8n finds it. */
		readonly environment: Record<string, string>,
	) {}

	/** @throws Error with the end of its log when it does not start */
	static async start(
		programs: Programs,
		{ folder, logFile, signal }: StoreOptions,
	): Promise<Redis> {
		const port = String(await freePort());
		const password = randomBytes(16).toString('hex');
		const settings = [
			'bind 127.0.0.1',
			`port ${port}`,
			`requirepass ${password}`,
			`dir ${JSON.stringify(folder)}`,
			'save ""',
			'appendonly no',
		];
		// In a file, because everybody can see a program's arguments.
		const file = join(folder, 'redis.conf');
		await writeFile(file, `${settings.join('\n')}\n`, { mode: 0o600 });
		const child = await startService(programs['redis-server'], [file], {
			cwd: folder,
			env: { ...process.env, REDISCLI_AUTH: password },
			logFile,
			// Without `-e` its exit code says nothing about an answer that is an error.
			probe: { command: programs['redis-cli'], args: ['-e', '-p', port, 'ping'] },
			signal,
		});
		return new Redis(child, {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: port,
			QUEUE_BULL_REDIS_PASSWORD: password,
		});
	}

	async stop(): Promise<void> {
		await stopChild(this.child, SECONDS_TO_STOP);
	}
}
