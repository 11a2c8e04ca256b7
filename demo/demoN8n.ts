import { chatModel } from '../dev/realN8n/chatModel';
import type { N8nClient, SavedWorkflow } from '../dev/realN8n/client';
import { exampleNames, fillIn, pollOften, readExample } from '../dev/realN8n/examples';
import { startFreshN8n, type FreshN8n, type FreshN8nOptions } from '../dev/realN8n/freshN8n';
import type { Watch } from '../dev/realN8n/watch';
import type { Workflow } from '../dev/realN8n/workflow';
import { demoOwner, demoPort } from './account';
import { withSalesTable } from './salesTable';
import type { SampleHyperRep } from './sampleHyperRep';
import { startSampleModel } from './sampleModel';

/** The example to look at first: it needs one click, and shows what people use HyperRep in n8n for. */
export const FIRST_EXAMPLE = 'answer-new-messages';
/** The examples that start by themselves and need nothing but HyperRep. */
export const NEW_CONTACT = 'new-contact';
export const ACCEPTED_SALES = 'accepted-sales';

/** Nodes that need an account with somebody else. Switched off, they hand on what they would send. */
const OUTSIDE = ['emailSend', 'googleSheets', 'slack'].map((name) => `n8n-nodes-base.${name}`);

/** A running n8n with the HyperRep package, a credential and the examples in it. */
export interface DemoN8n extends Pick<FreshN8n, 'server' | 'client' | 'owner'> {
	workflows: Examples;
}

interface DemoOptions extends Pick<FreshN8nOptions, 'work' | 'cleanUp'> {
	/** Whether triggers poll every five seconds, and not every minute as for a person. */
	pollsOften: boolean;
}

/** The saved examples, by the names of their files. */
class Examples extends Map<string, SavedWorkflow> {
	/** @throws Error for an example that the demo does not have */
	find(name: string): SavedWorkflow {
		const workflow = this.get(name);
		if (workflow === undefined) throw new Error(`There is no example ${name}`);
		return workflow;
	}
}

/**
 * Starts n8n with this package installed as a user installs it, and sets everything up: owner,
 * credential and example workflows, of which those that start by themselves are active.
 *
 * @throws Error in the words of npm or n8n when a step of it fails
 */
export async function startDemoN8n(
	hyperRep: SampleHyperRep,
	{ work, cleanUp, pollsOften }: DemoOptions,
	watch: Watch,
): Promise<DemoN8n> {
	const { port, isUsual } = await demoPort();
	if (!isUsual) watch.report(`Something else uses the demo's usual port, so it takes ${port}.`);
	const options = { work, cleanUp, port, owner: await demoOwner() };
	const { server, client, owner } = await startFreshN8n(options, watch);
	const model = await startSampleModel();
	cleanUp.add(async () => await model.stop());
	const chooseModel = await chatModel(client, 'OpenAI (sample answers)', model);
	const prepare = (example: Workflow) => {
		const ready = withoutOutside(chooseModel(example));
		return pollsOften ? pollOften(ready) : ready;
	};
	return { server, client, owner, workflows: await addExamples(client, hyperRep, prepare) };
}

async function addExamples(
	client: N8nClient,
	{ credential: data, organization }: SampleHyperRep,
	prepare: (example: Workflow) => Workflow,
): Promise<Examples> {
	const credential = await client.createCredential('HyperRep (sample data)', 'hyperRepApi', data);
	const test = await client.testCredential(credential, data);
	if (test.status !== 'OK') throw new Error(`The credential's test says: ${test.message}`);

	const workflows = new Examples();
	for (const name of exampleNames()) {
		let example = prepare(fillIn(readExample(name), { credential, organization }));
		if (name === ACCEPTED_SALES) example = await withSalesTable(client, example);
		const workflow = await client.createWorkflow(example);
		workflows.set(name, workflow);
		if ([NEW_CONTACT, ACCEPTED_SALES].includes(name)) await client.activate(workflow);
	}
	return workflows;
}

function withoutOutside(example: Workflow): Workflow {
	const nodes = example.nodes.map((node) =>
		OUTSIDE.includes(node.type) ? { ...node, disabled: true } : node,
	);
	return { ...example, nodes };
}
