/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { exists } from '../../dev/realN8n/cacheFolder';

// Debian has PostgreSQL's programs in a folder for each version, which is not in the PATH.
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

const NAMES = ['redis-server', 'redis-cli', 'initdb', 'postgres', 'pg_isready'] as const;

/** Where the programs are that n8n's queue mode needs. */
export type Programs = Record<(typeof NAMES)[number], string>;

/**
 * Finds Redis and PostgreSQL.
 *
 * @throws Error that says what to install when one is missing
 */
export async function findPrograms(): Promise<Programs> {
	const folders = [...(await postgresFolders()), ...(process.env.PATH ?? '').split(delimiter)];
	const found = await Promise.all(NAMES.map(async (name) => [name, await find(name, folders)]));
	const missing = found.filter(([, path]) => path === undefined).map(([name]) => name);
	if (missing.length > 0) {
		throw new Error(
			`There is no ${missing.join(', ')}. Queue mode needs Redis and PostgreSQL: on Debian or ` +
				'Ubuntu, apt-get install redis-server postgresql',
		);
	}
	return Object.fromEntries(found) as Programs;
}

async function postgresFolders(): Promise<string[]> {
	const versions = await readdir(POSTGRES_VERSIONS).catch(() => []);
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	return newestFirst.map((version) => join(POSTGRES_VERSIONS, version, 'bin'));
}

async function find(name: string, folders: string[]): Promise<string | undefined> {
	for (const folder of folders) {
		const path = join(folder, name);
		if (await exists(path)) return path;
	}
	return undefined;
}
