/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';

const HOST = hostname().replace(/[^A-Za-z0-9]/g, '');
const MILLISECONDS_OF_A_DAY = 24 * 60 * 60 * 1000;

/** Where downloads are kept for every clone of this user. */
export function cacheFolder(): string {
	const chosen = process.env.XDG_CACHE_HOME ?? '';
	const folders = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
	const root = isAbsolute(chosen) ? chosen : join(homedir(), ...folders);
	return join(root, 'n8n-nodes-hyperrep');
}

/**
 * A folder of the cache, which is there either whole or not at all: it is filled under another name
 * and renamed at the end. Where two runs fill it at once, the first one's folder stays.
 *
 * @param fill fills the empty folder whose path it gets
 * @returns the path
 * @throws what `fill` throws; nothing is left of the folder then
 */
export async function cachedFolder(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const cache = cacheFolder();
	const folder = join(cache, name);
	if (await exists(folder)) return folder;

	await mkdir(cache, { recursive: true });
	await removeAbandoned(cache, name);
	const partial = join(cache, `${name}.partial-${HOST}-${process.pid}`);
	await mkdir(partial);
	try {
		await fill(partial);
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		if (!(await exists(folder))) throw error;
	}
	return folder;
}

/** Whether there is something at `path`. */
export async function exists(path: string): Promise<boolean> {
	return await stat(path).then(
		() => true,
		() => false,
	);
}

/** Removes what runs that were killed have left: some 3 GB each. */
async function removeAbandoned(cache: string, name: string): Promise<void> {
	for (const entry of await readdir(cache)) {
		if (!entry.startsWith(`${name}.partial-`)) continue;
		const [host, pid] = entry.slice(`${name}.partial-`.length).split('-');
		const path = join(cache, entry);
		const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
		// The process numbers of another machine, or container, say nothing here.
		const abandoned = host === HOST ? !isRunning(Number(pid)) : age > MILLISECONDS_OF_A_DAY;
		// Removing it is a courtesy: what does not go now is retried the next time.
		if (abandoned) await rm(path, { recursive: true, force: true }).catch(() => undefined);
	}
}

function isRunning(pid: number): boolean {
	if (pid === process.pid) return false; // the number came round again
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
