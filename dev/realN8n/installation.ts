/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cachedFolder } from './cacheFolder';
import { runToEnd } from './childProcess';
import { provideNode, type NodeForN8n } from './nodeForN8n';
import { npmEnvironmentOn } from './npm';
import { showProgress, type Watch } from './watch';

/** The n8n that this package is tested with. */
export const N8N_VERSION = '2.41.1';

/** An n8n that can be started, and the Node to start it with. */
export interface Installation {
	node: NodeForN8n;
	/** n8n's command line program. */
	program: string;
}

/**
 * Gives n8n from the user's cache folder. The first time, it is downloaded and built: 3 GB, five
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
	const options = {
		cwd: folder,
		env: npmEnvironmentOn(node),
		minutes: 45,
		signal: watch.signal,
	};
	watch.report(
		`n8n ${version} is downloaded once, into the cache folder: 3 GB, five to ten minutes.`,
	);
	// Older n8n's take this one from a site of its author, which is not always reachable either, and
	// nothing here reads spreadsheets.
	const overrides = { xlsx: '0.18.5' };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
	// One of n8n's dependencies fetches a binary that nothing here needs, from a host that is not
	// always reachable: so no scripts, and then those of the modules without which n8n does not start.
	const download = ['install', `n8n@${version}`, '--prefix', folder, '--ignore-scripts'];
	const build = ['rebuild', 'sqlite3', 'isolated-vm', '--prefix', folder, '--ignore-scripts=false'];
	// A database that is optimized less is built in half the time.
	const quickBuild = { ...options.env, CFLAGS: '-O1', CXXFLAGS: '-O1' };
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	await showProgress(
		`Downloading n8n (step 1 of 2)`,
		async () => await runToEnd('npm', [...download, ...quiet], options),
		watch,
	);
	await showProgress(
		`Building its native modules (step 2 of 2)`,
		async () => await runToEnd('npm', [...build, ...quiet], { ...options, env: quickBuild }),
		watch,
	);
}
