/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runToEnd, stopChild } from '../../dev/realN8n/childProcess';
import { freePort } from '../../dev/realN8n/freePort';
import type { Programs } from './programs';
import { startService, type StoreOptions } from './service';

const SECONDS_TO_STOP = 20;
const USER = 'n8n';
/** Debian's package creates it. */
const SYSTEM_USER = 'postgres';

/** A PostgreSQL of its own, on loopback and with a password. */
export class Postgres {
	private constructor(
		private readonly child: ChildProcess,
		/** How n8n finds it. */
		readonly environment: Record<string, string>,
	) {}

	/** @throws Error with its own words when it does not start */
	static async start(
		programs: Programs,
		{ folder, logFile, signal }: StoreOptions,
	): Promise<Postgres> {
		const port = String(await freePort());
		const password = randomBytes(16).toString('hex');
		const data = await initialize(programs.initdb, folder, password, signal);
		const child = await startService(
			...asSystemUser(programs.postgres, [
				...['-D', data, '-p', port],
				...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
				// Nobody needs these data after a power cut.
				...['-c', 'fsync=off', '-c', 'full_page_writes=off'],
			]),
			{
				cwd: folder,
				logFile,
				probe: { command: programs.pg_isready, args: ['-h', '127.0.0.1', '-p', port] },
				signal,
			},
		);
		return new Postgres(child, {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: password,
		});
	}

	async stop(): Promise<void> {
		// Its way to say: now, and not when the last client has gone.
		this.child.kill('SIGINT');
		await stopChild(this.child, SECONDS_TO_STOP);
	}
}

async function initialize(
	initdb: string,
	folder: string,
	password: string,
	signal: AbortSignal,
): Promise<string> {
	const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, minutes: 2, signal };
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (isRoot()) await runToEnd('chown', ['-R', SYSTEM_USER, folder], options);
	const data = join(folder, 'data');
	const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
	await runToEnd(
		...asSystemUser(initdb, [
			...['--pgdata', data, '--username', USER, '--pwfile', passwordFile],
			...settings,
		]),
		options,
	);
	return data;
}

/** PostgreSQL refuses to run as root. `setpriv` becomes the program, so that its process ID is the program's. */
function asSystemUser(command: string, args: string[]): [string, string[]] {
	if (!isRoot()) return [command, args];
	const user = [`--reuid=${SYSTEM_USER}`, `--regid=${SYSTEM_USER}`, '--init-groups'];
	return ['setpriv', [...user, command, ...args]];
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}
