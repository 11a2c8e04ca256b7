import { byId } from '../../dev/n8n/locator';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';

interface OutsideNode {
	/** What the note of the example asks the user to choose. */
	choices: Record<string, unknown>;
	sendsItsInput: boolean;
}

/** The nodes of the examples that talk to a service out there. */
const OUTSIDE: Record<string, OutsideNode> = {
	'n8n-nodes-base.dataTable': { choices: { dataTableId: byId('1') }, sendsItsInput: true },
	'n8n-nodes-base.emailSend': {
		choices: { fromEmail: 'from@example.com', toEmail: 'to@example.com' },
		sendsItsInput: false,
	},
	'n8n-nodes-base.googleSheets': { choices: {}, sendsItsInput: true },
	'n8n-nodes-base.slack': { choices: { channelId: byId('C0123456789') }, sendsItsInput: false },
};

/** A copy of a workflow in which what the notes ask for is chosen, except for credentials. */
export function chooseOutside(workflow: Workflow): Workflow {
	return changeOutside(workflow, (node, { choices }) => ({
		...node,
		parameters: { ...node.parameters, ...choices },
	}));
}

/**
 * A copy of a workflow that sends nothing: in place of each node that talks to a service out there
 * is an Edit Fields node of the same name, which evaluates the same expressions and puts them out,
 * by the names of the parameters. Where the node sends what comes in, that is put out too.
 */
export function withoutOutside(workflow: Workflow): Workflow {
	return changeOutside(workflow, (node, { sendsItsInput }) => ({
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: { assignments: expressionsOf(node) },
			includeOtherFields: sendsItsInput,
			options: {},
		},
	}));
}

/** The parameters of a node that are expressions, in the form of Edit Fields. */
function expressionsOf({ parameters }: WorkflowNode): Array<Record<string, string>> {
	return Object.entries(parameters)
		.map(([name, parameter]) => [name, valueOf(parameter)] as const)
		.filter(([, value]) => typeof value === 'string' && value.startsWith('='))
		.map(([name, value]) => ({ id: name, name, value: value as string, type: 'string' }));
}

function valueOf(parameter: unknown): unknown {
	const isLocator = typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
	return isLocator ? (parameter as { value?: unknown }).value : parameter;
}

function changeOutside(
	workflow: Workflow,
	change: (node: WorkflowNode, outside: OutsideNode) => WorkflowNode,
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const outside = OUTSIDE[node.type];
		return outside === undefined ? node : change(node, outside);
	});
	return { ...workflow, nodes };
}
