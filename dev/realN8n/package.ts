/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { runToEnd } from './childProcess';
import type { Installation } from './installation';
import { npmEnvironmentOn } from './npm';
import type { Watch } from './watch';

const REPOSITORY = resolve(__dirname, '..', '..');

/**
 * Builds this package and packs it as it would be published.
 *
 * @param folder where the tarball goes; an empty one
 * @returns the tarball's path
 * @throws Error with what the build said
 */
export async function packPackage(folder: string, { signal }: Watch): Promise<string> {
	const options = { cwd: REPOSITORY, minutes: 5, signal };
	await runToEnd('npm', ['run', 'build'], options);
	await runToEnd('npm', ['pack', '--pack-destination', folder], options);
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
	return join(folder, tarball);
}

/**
 * Installs a tarball in n8n's user folder, as n8n does for its users.
 *
 * @throws Error with npm's own words
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
	{ node }: Installation,
	{ signal }: Watch,
): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--omit=peer', '--no-audit'];
	await runToEnd('npm', ['install', '--prefix', folder, ...flags, tarball], {
		cwd: folder,
		env: npmEnvironmentOn(node),
		minutes: 5,
		signal,
	});
}
