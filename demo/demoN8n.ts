/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { CleanUp } from '../test/realN8n/cleanUp';
import { N8nClient, type Owner, type SavedWorkflow } from '../test/realN8n/client';
import { exampleNames, fillIn, pollOften, readExample } from '../test/realN8n/examples';
import { provideN8n } from '../test/realN8n/installation';
import { installPackage, packPackage } from '../test/realN8n/package';
import { N8nServer } from '../test/realN8n/server';
import { showProgress, type Watch } from '../test/realN8n/watch';
import type { SampleHyperRep } from './sampleHyperRep';

/** The only example that starts by itself and needs nothing but HyperRep. */
export const ACTIVE_EXAMPLE = 'new-contact';

/** A running n8n with the HyperRep package, a credential and the examples in it. */
export interface DemoN8n {
	server: N8nServer;
	client: N8nClient;
	owner: Owner;
	/** The examples by the names of their files. */
	workflows: Map<string, SavedWorkflow>;
}

export interface DemoN8nOptions {
	/** An empty folder for all that n8n keeps; whoever made it removes it. */
	folder: string;
	logFile: string;
	/** Where stopping n8n is added. */
	cleanUp: CleanUp;
}

/**
 * Starts n8n with this package installed as a user installs it, and sets everything up: owner,
 * credential and example workflows, of which one that starts on new contacts is active.
 *
 * @throws Error in the words of npm or n8n when a step of it fails
 */
export async function startDemoN8n(
	hyperRep: SampleHyperRep,
	{ folder, logFile, cleanUp }: DemoN8nOptions,
	watch: Watch,
): Promise<DemoN8n> {
	const userFolder = join(folder, 'user');
	const tarballFolder = join(folder, 'tarball');
	await mkdir(userFolder);
	await mkdir(tarballFolder);

	const pack = async () => await packPackage(tarballFolder, watch);
	const tarball = await showProgress('Building and packing n8n-nodes-hyperrep', pack, watch);
	const installation = await provideN8n(watch);
	const install = async () => await installPackage(tarball, userFolder, installation, watch);
	await showProgress('Installing it in n8n', install, watch);

	const encryptionKey = randomBytes(24).toString('hex');
	const options = { installation, userFolder, encryptionKey, logFile };
	const start = async () => await N8nServer.start(options, watch.signal);
	const server = await showProgress('Starting n8n', start, watch);
	cleanUp.add(async () => await server.stop());

	const client = new N8nClient(server.url, watch.signal);
	const owner = demoOwner();
	await client.setUpOwner(owner);
	return { server, client, owner, workflows: await addExamples(client, hyperRep) };
}

async function addExamples(
	client: N8nClient,
	{ credential: data, organization }: SampleHyperRep,
): Promise<Map<string, SavedWorkflow>> {
	const credential = await client.createCredential('HyperRep (sample data)', 'hyperRepApi', data);
	const test = await client.testCredential(credential, data);
	if (test.status !== 'OK') throw new Error(`The credential's test says: ${test.message}`);

	const workflows = new Map<string, SavedWorkflow>();
	for (const name of exampleNames()) {
		const example = fillIn(readExample(name), { credential, organization });
		const workflow = await client.createWorkflow(pollOften(example));
		workflows.set(name, workflow);
		if (name === ACTIVE_EXAMPLE) await client.activate(workflow);
	}
	return workflows;
}

function demoOwner(): Owner {
	return {
		email: 'demo@example.com',
		// n8n asks for an upper-case letter and a digit.
		password: `Demo1${randomBytes(6).toString('hex')}`,
		firstName: 'Demo',
		lastName: 'Owner',
	};
}
