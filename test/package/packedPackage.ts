/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder of this repository. */
export const ROOT = resolve(__dirname, '..', '..');

export interface PackedPackage {
	/** Where the tarball is unpacked. */
	folder: string;
	/** The paths of all its files, sorted. */
	files: string[];
	remove(): Promise<void>;
}

/** Packs what was built, as for a publish, and unpacks it into a temporary folder. */
export async function packAndUnpack(): Promise<PackedPackage> {
	const temporary = await mkdtemp(join(tmpdir(), 'hyperrep-packed-'));
	await run('npm', ['pack', '--pack-destination', temporary], { cwd: ROOT });
	const [tarball = ''] = await readdir(temporary);
	await run('tar', ['-xzf', tarball], { cwd: temporary });
	const folder = join(temporary, 'package');
	return {
		folder,
		files: await filesIn(folder),
		remove: async () => await rm(temporary, { recursive: true, force: true }),
	};
}

/** The paths of all files below a folder, relative to it, with slashes, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.map((path) => path.split(sep).join('/'))
		.sort();
}
