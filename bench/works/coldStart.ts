/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { showProgress } from '../../dev/realN8n/watch';
import type { Lab } from '../Lab';
import { spreadOf } from '../measure';

/** What n8n does with a package when it starts, with n8n's own loader, which is loaded before. */
const LOAD = `
	const { PackageDirectoryLoader } = require('n8n-core');
	require('n8n-workflow');
	const load = async () => {
		gc();
		const heap = process.memoryUsage().heapUsed;
		const began = performance.now();
		await new PackageDirectoryLoader(process.argv[1]).loadAll();
		const milliseconds = performance.now() - began;
		gc();
		const megabytes = (process.memoryUsage().heapUsed - heap) / 1e6;
		console.log(JSON.stringify({ milliseconds, megabytes }));
	};
	load();
`;

/** What loading this package adds to n8n's start, each time in a process of its own. */
export async function coldStart(lab: Lab): Promise<void> {
	const { installation, userFolder } = lab.n8n.options;
	const modules = dirname(dirname(dirname(installation.program)));
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-hyperrep');
	const args = ['--expose-gc', '--eval', LOAD, folder];
	// Not in this repository, whose own n8n-workflow would be found first.
	const env = { ...process.env, NODE_PATH: modules, N8N_LOG_LEVEL: 'silent' };
	const samples: Array<{ milliseconds: number; megabytes: number }> = [];
	const run = async () => {
		for (let round = 0; round <= lab.rounds; round++) {
			const { executable } = installation.node;
			const { stdout } = await promisify(execFile)(executable, args, { cwd: userFolder, env });
			if (round > 0) samples.push(JSON.parse(stdout) as (typeof samples)[number]);
		}
	};
	await showProgress('cold start', run, lab.watch);
	const times = spreadOf(samples.map(({ milliseconds }) => milliseconds));
	const memory = spreadOf(samples.map(({ megabytes }) => megabytes));
	lab.expect('cold start: loading the package', times, { atMost: 50 }, 'ms');
	lab.expect('cold start: memory of the package', memory, { atMost: 5 }, 'MB');
}
