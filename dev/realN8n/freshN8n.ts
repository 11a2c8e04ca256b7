import { randomBytes } from 'node:crypto';

import type { CleanUp } from './cleanUp';
import { N8nClient } from './client';
import { provideN8n } from './installation';
import { newOwner, type Owner } from './owner';
import { installPackage, packPackage } from './package';
import { N8nServer, type N8nOptions } from './server';
import { showProgress, type Watch } from './watch';
import type { WorkFolder } from './workFolder';

/** A running n8n with this package in it, whose owner has signed in. */
export interface FreshN8n {
	server: N8nServer;
	client: N8nClient;
	owner: Owner;
	/** What it was started with; started with the same again, it continues. */
	options: N8nOptions;
	/** This package, packed. */
	tarball: string;
}

/** How a fresh n8n is started. */
export interface FreshN8nOptions extends Pick<N8nOptions, 'port' | 'environment'> {
	/** Where it keeps everything, by default its log too. */
	work: WorkFolder;
	logFile?: string;
	/** Where stopping it is added. */
	cleanUp: CleanUp;
	/** Of n8n; the usual one by default. */
	version?: string;
	/** Whose account is made; an owner with a new password by default. */
	owner?: Owner;
	/** This package, packed; built and packed by default. */
	tarball?: string;
}

/**
 * Starts an n8n that knows nothing yet but this package, packed and installed as a user installs
 * it, and makes its owner's account.
 *
 * @throws Error in the words of npm or n8n when a step of it fails
 */
export async function startFreshN8n(
	{
		work,
		cleanUp,
		version,
		owner = newOwner(),
		logFile = work.logFile('n8n'),
		tarball: packed,
		...settings
	}: FreshN8nOptions,
	watch: Watch,
): Promise<FreshN8n> {
	const userFolder = await work.folder('user');
	const pack = async () => await packPackage(await work.folder('tarball'), watch);
	const [tarball, installation] = await Promise.all([
		packed ?? showProgress('Building and packing n8n-nodes-hyperrep', pack, watch),
		provideN8n(watch, version),
	]);
	const install = async () => await installPackage(tarball, userFolder, installation, watch);
	await showProgress('Installing it in n8n', install, watch);

	const encryptionKey = randomBytes(24).toString('hex');
	const options = { installation, userFolder, encryptionKey, logFile, ...settings };
	const start = async () => await N8nServer.start(options, watch.signal);
	const server = await showProgress('Starting n8n', start, watch);
	cleanUp.add(async () => await server.stop());

	const client = new N8nClient(server.url, watch.signal);
	await client.setUpOwner(owner);
	return { server, client, owner, options, tarball };
}
