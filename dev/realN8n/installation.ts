/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cachedFolder } from './cacheFolder';
import { runToEnd } from './childProcess';
import { provideNode, type NodeForN8n } from './nodeForN8n';
import { npmEnvironmentOn } from './npm';
import { showProgress, type Watch } from './watch';

/** The n8n that this package is tested with. */
export const N8N_VERSION = '2.41.1';

/** The database driver that n8n asks for. */
const SQLITE = 'sqlite3@5.1.7';

/** An n8n that can be started, and the Node to start it with. */
export interface Installation {
	node: NodeForN8n;
	/** n8n's command line program. */
	program: string;
}

/**
 * Gives n8n from the user's cache folder. The first time, it is downloaded and built: 3 GB, four
 * minutes on two cores.
 *
 * @param version must be one that runs on the Node that `N8N_VERSION` runs on
 * @throws Error with npm's own words when the download fails; nothing half done is left then
 */
export async function provideN8n(watch: Watch, version = N8N_VERSION): Promise<Installation> {
	const node = await provideNode(watch);
	const name = `n8n-${version}-${process.platform}-${process.arch}-node${node.major}`;
	const folder = await cachedFolder(name, (partial) => install(version, partial, node, watch));
	return { node, program: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

async function install(
	version: string,
	folder: string,
	node: NodeForN8n,
	watch: Watch,
): Promise<void> {
	watch.report(
		`n8n ${version} is downloaded once, into the cache folder: 3 GB, four to ten minutes.`,
	);
	// Where one step fails, the other is called off.
	const failed = new AbortController();
	const signal = AbortSignal.any([watch.signal, failed.signal]);
	const npm = async (step: string, prefix: string, args: string[]) => {
		const options = { cwd: prefix, env: npmEnvironmentOn(node), minutes: 45, signal };
		const all = [...args, '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error'];
		const run = async () => await runToEnd('npm', all, options);
		await showProgress(step, run, watch).catch((error) => failed.abort(error));
		signal.throwIfAborted();
	};
	// Older n8n's take this one from a site of its author, which is not always reachable either, and
	// nothing here reads spreadsheets.
	const overrides = { xlsx: '0.18.5' };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
	// One of n8n's dependencies fetches a binary that nothing here needs, from a host that is not
	// always reachable: so no scripts, and then those of the modules without which n8n does not start.
	// The database driver takes a minute to build, and is built during the download.
	const beside = join(folder, 'beside');
	await mkdir(beside);
	await Promise.allSettled([
		npm('Downloading n8n', folder, ['install', `n8n@${version}`, '--ignore-scripts']),
		npm('Building its database driver', beside, ['install', SQLITE, '--ignore-scripts=false']),
	]);
	signal.throwIfAborted();
	const built = join('node_modules', 'sqlite3', 'build');
	await rename(join(beside, built), join(folder, built));
	await rm(beside, { recursive: true });
	await npm('Building the rest', folder, ['rebuild', 'isolated-vm', '--ignore-scripts=false']);
}
