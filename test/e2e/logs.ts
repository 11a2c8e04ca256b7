/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

/** What a run leaves: the log of n8n, and pictures. The next run begins with an empty folder. */
export const LOGS = resolve(__dirname, '..', '..', 'logs', 'e2e');

/** @param name of an n8n */
export const logOf = (name: string) => join(LOGS, `${name}.log`);

/** Empties the folder. */
export async function clearLogs(): Promise<void> {
	await rm(LOGS, { recursive: true, force: true });
	await mkdir(LOGS, { recursive: true });
}

/** A path as somebody would enter it here. */
export function shortPath(path: string): string {
	return relative(process.cwd(), path);
}
