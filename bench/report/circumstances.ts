/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';

import { version } from '../../package.json';
import { N8N_VERSION } from '../../dev/realN8n/installation';
import { provideNode } from '../../dev/realN8n/nodeForN8n';
import type { Watch } from '../../dev/realN8n/watch';

/** When and on what was measured, for whoever compares. */
export interface Circumstances {
	date: string;
	versions: string;
	machine: string;
	/** How busy the machine was with other things when it began. */
	load: string;
}

export async function circumstances(watch: Watch): Promise<Circumstances> {
	const { executable } = await provideNode(watch);
	const nodeOfN8n = execFileSync(executable, ['--version'], { encoding: 'utf8' }).trim();
	const processors = cpus();
	const gigabytes = (totalmem() / 2 ** 30).toFixed();
	return {
		date: new Date().toISOString().slice(0, 10),
		versions: `n8n-nodes-hyperrep ${version}, n8n ${N8N_VERSION} on Node ${nodeOfN8n.slice(1)}, bench on Node ${process.versions.node}`,
		machine: `${type()}, ${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), ${gigabytes} GB`,
		load: loadavg()[0].toFixed(2),
	};
}
