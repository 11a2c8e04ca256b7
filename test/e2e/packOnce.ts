/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { packPackage } from '../../dev/realN8n/package';
import { showProgress } from '../../dev/realN8n/watch';
import { watch } from '../../dev/realN8n/jest/watch';
import { clearLogs, LOGS } from './logs';

/** Empties the logs, and packs the package once for the n8n of each file. */
export default async function packOnce(): Promise<void> {
	await clearLogs();
	const pack = async () => await packPackage(LOGS, watch);
	process.env.TARBALL = await showProgress('Building and packing n8n-nodes-hyperrep', pack, watch);
}
