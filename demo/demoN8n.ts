import type { N8nClient, SavedWorkflow } from '../dev/realN8n/client';
import { exampleNames, fillIn, pollOften, readExample } from '../dev/realN8n/examples';
import { startFreshN8n, type FreshN8n, type FreshN8nOptions } from '../dev/realN8n/freshN8n';
import type { Watch } from '../dev/realN8n/watch';
import type { SampleHyperRep } from './sampleHyperRep';

/** The only example that starts by itself and needs nothing but HyperRep. */
export const ACTIVE_EXAMPLE = 'new-contact';

/** A running n8n with the HyperRep package, a credential and the examples in it. */
export interface DemoN8n extends Pick<FreshN8n, 'server' | 'client' | 'owner'> {
	/** The examples by the names of their files. */
	workflows: Map<string, SavedWorkflow>;
}

/**
 * Starts n8n with this package installed as a user installs it, and sets everything up: owner,
 * credential and example workflows, of which one that starts on new contacts is active.
 *
 * @throws Error in the words of npm or n8n when a step of it fails
 */
export async function startDemoN8n(
	hyperRep: SampleHyperRep,
	{ work, cleanUp }: Pick<FreshN8nOptions, 'work' | 'cleanUp'>,
	watch: Watch,
): Promise<DemoN8n> {
	const { server, client, owner } = await startFreshN8n({ work, cleanUp }, watch);
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
