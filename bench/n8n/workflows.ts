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

type NodeDraft = Omit<WorkflowNode, 'position'>;

/** From one node to another, and to which of its inputs; the first by default. */
type Link = [from: string, to: string, input?: number];

/** A workflow of nodes one after the other: those that bring the input, and those whose time counts. */
export function chain(name: string, before: NodeDraft[], counted: NodeDraft[]): MeasuredWorkflow {
	const nodes = [...before, ...counted];
	const links = nodes.map((node, n): Link => [nodes[n - 1]?.name ?? 'Start', node.name]);
	return { workflow: workflowOf(name, nodes, links), measured: counted.map((node) => node.name) };
}

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

/** The fields of a contact that is created, as expressions of an item. */
export const FIELDS = { name: '={{ $json.name }}', email: '={{ $json.email }}' };

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

/** HTTP Request reading a list page by page, and Split Out, which makes items of the pages. */
export function readPages(target: Target, url: string, name?: string): NodeDraft[] {
	const cursor = '$response.body.pagination.next_cursor';
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'cursor', value: `={{ ${cursor} }}` }] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ ${cursor} === null }}`,
	};
	const parameters = {
		url,
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'limit', value: '500' }] },
		options: { pagination: { pagination } },
	};
	return [httpRequest(target, parameters, name), splitOut('data', 'Records')];
}

/** HTTP Request creating a contact of the name and email of each item. */
export function postContacts(target: Target, name?: string, options = {}): NodeDraft {
	const parameters = Object.entries(FIELDS).map(([field, value]) => ({ name: field, value }));
	const body = { sendBody: true, specifyBody: 'keypair', bodyParameters: { parameters } };
	return httpRequest(target, { method: 'POST', url: contactsUrl(target), ...body, options }, name);
}

/** Nodes that put out one item for each row. */
export function rows(all: object[]): NodeDraft[] {
	const parameters = { mode: 'raw', jsonOutput: JSON.stringify({ rows: all }), options: {} };
	return [draft('All rows', 'set', 3.4, parameters), splitOut('rows', 'Rows')];
}

const splitOut = (fieldToSplitOut: string, name: string) =>
	draft(name, 'splitOut', 1, { fieldToSplitOut, options: {} });

/** One of n8n's own nodes. */
export function draft(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): NodeDraft {
	return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}

/** The address of an organization's contacts. */
export const contactsUrl = (target: Target) => `${organizationUrl(target)}/contacts`;

/** The address of an organization. */
export const organizationUrl = ({ baseUrl, organizationId }: Target) =>
	`${baseUrl}/api/v2/organizations/${encodeURIComponent(organizationId)}`;

const use = ({ id, name, type }: Credential) => ({ [type]: { id, name } });
