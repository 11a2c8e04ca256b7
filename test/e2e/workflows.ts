import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn, type Choices } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';
import type { HyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const SECONDS_TO_RUN = 60;

type NodeDraft = Omit<WorkflowNode, 'position'>;

/** A workflow of a manual trigger and one node after it. */
export function workflowOf(node: NodeDraft): Workflow {
	return {
		name: `Only ${node.name}`,
		nodes: [start(), { ...node, position: [240, 0] }],
		connections: { Start: to([node]) },
		settings: { executionOrder: 'v1' },
	};
}

/** A workflow of a manual trigger, a node "Rows" with an item for each row, and nodes side by side after it. */
export function workflowOfRows(rows: object[], nodes: NodeDraft[]): Workflow {
	const items = rows.map((json) => ({ json }));
	const source: WorkflowNode = {
		name: 'Rows',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [240, 0],
		parameters: { jsCode: `return ${JSON.stringify(items)};` },
	};
	const placed = nodes.map((node, n) => ({
		...node,
		position: [480, 200 * n] as [number, number],
	}));
	return {
		name: `Rows to ${nodes.map(({ name }) => name).join(', ')}`,
		nodes: [start(), source, ...placed],
		connections: { Start: to([source]), Rows: to(nodes) },
		settings: { executionOrder: 'v1' },
	};
}

function start(): WorkflowNode {
	return {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

const to = (nodes: NodeDraft[]) => ({
	main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))],
});

/** What an operation of the HyperRep node is, and what its other parameters hold. */
export interface Operation {
	resource: string;
	operation: string;
	[parameter: string]: unknown;
}

/**
 * Runs an operation of the HyperRep node in a saved workflow.
 *
 * @param choices the credential and the organization; those of the sample data by default
 */
export async function runOperation(
	n8n: N8nUnderTest,
	hyperRep: HyperRep,
	parameters: Operation,
	choices: Choices = hyperRep.choices,
): Promise<Execution> {
	const { operation } = parameters;
	const workflow = workflowOf({ name: operation, type: NODE_TYPE, typeVersion: 1, parameters });
	const saved = await n8n.client.createWorkflow(fillIn(workflow, choices));
	return await n8n.client.run(saved, 'Start', SECONDS_TO_RUN);
}

/** The items that an operation puts out. */
export async function outputOf(
	n8n: N8nUnderTest,
	hyperRep: HyperRep,
	parameters: Operation,
	choices: Choices = hyperRep.choices,
): Promise<Array<Record<string, unknown>>> {
	const execution = await runOperation(n8n, hyperRep, parameters, choices);
	expect(execution).toMatchObject({ error: undefined, status: 'success' });
	return execution.itemsOf(parameters.operation);
}
