import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import type { SavedWorkflow } from '../../dev/realN8n/client';
import { fillIn, pollOften, readExample, type Choices } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { N8nUnderTest } from './n8nUnderTest';
import { withoutOutside } from './outsideNodes';

const SECONDS = 60;

/**
 * Saves an example, ready to run: with what a user chooses in the HyperRep nodes, and without the
 * nodes that talk to services out there.
 *
 * @param settings of the workflow, beside those that it has
 */
export async function saveExample(
	n8n: N8nUnderTest,
	name: string,
	choices: Choices,
	settings: Record<string, unknown> = {},
): Promise<SavedWorkflow> {
	const workflow = withoutOutside(pollOften(fillIn(readExample(name), choices)));
	return await n8n.client.createWorkflow({
		...workflow,
		settings: { ...workflow.settings, ...settings },
	});
}

/** Runs an example as its button does, whatever its trigger is. */
export async function runExample(n8n: N8nUnderTest, workflow: SavedWorkflow): Promise<Execution> {
	return await n8n.client.run(workflow, triggerOf(workflow).name, SECONDS);
}

/** Activates an example, creates contacts, and waits until it was started with them. */
export async function runOnNewContacts(
	n8n: N8nUnderTest,
	workflow: SavedWorkflow,
	create: () => void,
): Promise<Execution> {
	await n8n.client.activate(workflow);
	try {
		create();
		return await waitFor(
			`"${workflow.name}" to start`,
			async () => (await n8n.client.executionsOf(workflow)).at(-1),
			{ seconds: SECONDS },
		);
	} finally {
		await n8n.client.deactivate(workflow);
	}
}

/** Whether a workflow starts by itself when there is a new contact. */
export function startsOnNewContact(workflow: Workflow): boolean {
	return triggerOf(workflow).type === TRIGGER_TYPE;
}

/** The node that a workflow starts with; each example has one. */
export function triggerOf({ nodes }: Workflow): Workflow['nodes'][number] {
	return nodes.find(({ type }) => type.endsWith('Trigger'))!;
}
