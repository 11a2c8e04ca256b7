import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import type { SavedWorkflow } from '../../dev/realN8n/client';
import { fillIn, pollOften, readExample, type Choices } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';
import type { N8nUnderTest } from './n8nUnderTest';
import { withoutOutside } from './outsideNodes';

const SECONDS = 60;

/**
 * An example that is ready to run: with what a user chooses in the HyperRep nodes, and without the
 * nodes that talk to services out there.
 */
export function readyExample(name: string, choices: Choices): Workflow {
	return withoutOutside(pollOften(fillIn(readExample(name), choices)));
}

/**
 * Saves an example that is ready to run.
 *
 * @param settings of the workflow, beside those that it has
 */
export async function saveExample(
	n8n: N8nUnderTest,
	name: string,
	choices: Choices,
	settings: Record<string, unknown> = {},
): Promise<SavedWorkflow> {
	const workflow = readyExample(name, choices);
	return await n8n.client.createWorkflow({
		...workflow,
		settings: { ...workflow.settings, ...settings },
	});
}

/** Runs an example as its button does, no matter what its trigger is. */
export async function runExample(n8n: N8nUnderTest, workflow: SavedWorkflow): Promise<Execution> {
	return await n8n.client.run(workflow, triggerOf(workflow).name, SECONDS);
}

/** Activates an example, lets something happen, and waits until it was started by that. */
export async function runOnNews(
	n8n: N8nUnderTest,
	workflow: SavedWorkflow,
	happen: () => void,
): Promise<Execution> {
	await n8n.client.activate(workflow);
	try {
		happen();
		return await waitFor(
			`"${workflow.name}" to start`,
			async () => (await n8n.client.executionsOf(workflow)).at(-1),
			{ seconds: SECONDS },
		);
	} finally {
		await n8n.client.deactivate(workflow);
	}
}

/** What a workflow that starts by itself starts on. */
export function eventOf(workflow: Workflow): unknown {
	const { type, parameters } = triggerOf(workflow);
	return type === TRIGGER_TYPE ? parameters.event : undefined;
}

/** A copy of a workflow whose trigger gives this item, as if somebody had written or filled something in. */
export function startedWith(workflow: Workflow, json: Record<string, unknown>): Workflow {
	return { ...workflow, pinData: { [triggerOf(workflow).name]: [{ json }] } };
}

/** The node that a workflow starts with, the first one where there are two. */
export function triggerOf({ name, nodes }: Workflow): WorkflowNode {
	const trigger = nodes.find(({ type }) => type.endsWith('Trigger'));
	if (trigger === undefined) throw new Error(`"${name}" has no trigger`);
	return trigger;
}
