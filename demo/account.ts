/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder } from '../dev/realN8n/cacheFolder';
import { freePort, isFree } from '../dev/realN8n/freePort';
import { newOwner, type Owner } from '../dev/realN8n/owner';

/** Neither n8n's own port nor one that its helpers listen on. */
const USUAL_PORT = 5690;
const FOR_ITS_USER_ONLY = { mode: 0o600 };

/** The demo's owner: the same from start to start, with a password that is made once on each computer. */
export async function demoOwner(): Promise<Owner> {
	const file = join(cacheFolder(), 'demo-password');
	const kept = await readFile(file, 'utf8').catch(() => '');
	const owner = newOwner();
	if (kept !== '') return { ...owner, password: kept };
	await mkdir(cacheFolder(), { recursive: true });
	await writeFile(file, owner.password, FOR_ITS_USER_ONLY);
	return owner;
}

/** The port that the demo has from start to start; another one while something else listens there. */
export async function demoPort(): Promise<{ port: number; isUsual: boolean }> {
	const isUsual = await isFree(USUAL_PORT);
	return { port: isUsual ? USUAL_PORT : await freePort(), isUsual };
}
