import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { byId } from '../../dev/n8n/locator';
import type { Credential } from '../../dev/realN8n/client';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';

/** Where something is done in HyperRep. */
export interface Target {
	credential: Credential;
	/** The server in HyperRep's place. */
	baseUrl: string;
	organizationId: string;
}

/** A workflow with the names of those of its nodes whose time counts. */
export interface MeasuredWorkflow {
	workflow: Workflow;
	measured: string[];
}

export type NodeDraft = Omit<WorkflowNode, 'position'>;

/** The same workflow, as one whose memory is measured; n8n's hook knows it by its name. */
export function forMemory({ workflow, measured }: MeasuredWorkflow): MeasuredWorkflow {
	return { workflow: { ...workflow, name: `${workflow.name} (memory)` }, measured };
}

/** A workflow of nodes one after the other: those that bring the input, and those whose time counts. */
export function chain(name: string, before: NodeDraft[], counted: NodeDraft[]): MeasuredWorkflow {
	const nodes = [...before, ...counted];
	const links = nodes.map((node, n): Link => [nodes[n - 1]?.name ?? 'Start', node.name]);
	return { workflow: workflowOf(name, nodes, links), measured: counted.map((node) => node.name) };
}

/** From one node to another, and to which of its inputs; the first by default. */
type Link = [from: string, to: string, input?: number];

/** A workflow of a node `Start` and others; executions that are saved would take longer than the work. */
export function workflowOf(name: string, drafts: NodeDraft[], links: Link[]): Workflow {
	const start = draft('Start', 'manualTrigger', 1, {});
	const nodes = [start, ...drafts].map((node, n) => ({
		...node,
		position: [240 * n, 0] as [number, number],
	}));
	const connections: Record<string, { main: [object[]] }> = {};
	for (const [from, to, index = 0] of links) {
		const { main } = (connections[from] ??= { main: [[]] });
		main[0].push({ node: to, type: 'main', index });
	}
	const settings = {
		executionOrder: 'v1',
		saveManualExecutions: false,
		saveExecutionProgress: false,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'none',
	};
	return { name, nodes, connections, settings };
}

/** This package's node. */
export function hyperRep(
	{ credential, organizationId }: Target,
	resource: string,
	operation: string,
	parameters: Record<string, unknown>,
): NodeDraft {
	return {
		name: 'HyperRep',
		type: NODE_TYPE,
		typeVersion: 1,
		parameters: { organizationId: byId(organizationId), resource, operation, ...parameters },
		credentials: use(credential),
	};
}

/** n8n's HTTP Request node with the HyperRep credential, otherwise as it is by default. */
export function httpRequest(
	{ credential }: Target,
	parameters: Record<string, unknown>,
	name = 'HTTP Request',
): NodeDraft {
	const node = draft(name, 'httpRequest', 4.2, {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credential.type,
		...parameters,
	});
	return { ...node, credentials: use(credential) };
}

/** The parameters with which it reads a list page by page; Split Out makes items of the pages. */
export function paged(url: string, options: Record<string, unknown> = {}) {
	const cursor = '$response.body.pagination.next_cursor';
	return {
		url,
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'limit', value: '500' }] },
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: { parameters: [{ type: 'qs', name: 'cursor', value: `={{ ${cursor} }}` }] },
					paginationCompleteWhen: 'other',
					completeExpression: `={{ ${cursor} === null }}`,
				},
			},
			...options,
		},
	};
}

/** The parameters with which it creates a contact from each item. */
export function posting(url: string, options: Record<string, unknown> = {}) {
	const parameters = ['name', 'email'].map((name) => ({ name, value: `={{ $json.${name} }}` }));
	return {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'keypair',
		bodyParameters: { parameters },
		options,
	};
}

/** Nodes that put out one item for each row. */
export function rows(all: object[]): NodeDraft[] {
	const parameters = { mode: 'raw', jsonOutput: JSON.stringify({ rows: all }), options: {} };
	return [draft('All rows', 'set', 3.4, parameters), splitOut('rows', 'Rows')];
}

export function splitOut(fieldToSplitOut = 'data', name = 'Records'): NodeDraft {
	return draft(name, 'splitOut', 1, { fieldToSplitOut, options: {} });
}

/** One of n8n's own nodes. */
export function draft(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): NodeDraft {
	return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}

/** The address of the contacts of an organization. */
export function contactsUrl({ baseUrl, organizationId }: Omit<Target, 'credential'>): string {
	return `${baseUrl}/api/v2/organizations/${encodeURIComponent(organizationId)}/contacts`;
}

const use = ({ id, name, type }: Credential) => ({ [type]: { id, name } });
