import { NODE_TYPE } from '../n8n/nodeTypes';
import { fillIn } from '../realN8n/examples';
import type { Execution } from '../realN8n/execution';
import type { Workflow, WorkflowNode } from '../realN8n/workflow';
import type { HyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const SECONDS_TO_RUN = 60;

/** A workflow of a manual trigger and one node after it. */
export function workflowOf(node: Omit<WorkflowNode, 'position'>): Workflow {
	const start: WorkflowNode = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		name: `Only ${node.name}`,
		nodes: [start, { ...node, position: [240, 0] }],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Runs an operation of the HyperRep node in a saved workflow. */
export async function runOperation(
	n8n: N8nUnderTest,
	hyperRep: HyperRep,
	operation: string,
	parameters: Record<string, unknown> = {},
): Promise<Execution> {
	const workflow = workflowOf({
		name: operation,
		type: NODE_TYPE,
		typeVersion: 1,
		parameters: { resource: 'contact', operation, ...parameters },
	});
	const saved = await n8n.client.createWorkflow(fillIn(workflow, hyperRep.choices));
	return await n8n.client.run(saved, 'Start', SECONDS_TO_RUN);
}

/** The items that an operation puts out. */
export async function outputOf(
	n8n: N8nUnderTest,
	hyperRep: HyperRep,
	operation: string,
	parameters: Record<string, unknown> = {},
): Promise<Array<Record<string, unknown>>> {
	const execution = await runOperation(n8n, hyperRep, operation, parameters);
	expect(execution).toMatchObject({ error: undefined, status: 'success' });
	return execution.itemsOf(operation);
}
