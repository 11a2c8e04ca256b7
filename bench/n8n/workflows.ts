import { byId } from '../../dev/n8n/locator';
import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import type { Credential } from '../../dev/realN8n/client';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';

/** What is done in HyperRep, and where. */
export interface Target {
	credential: Credential;
	organizationId: string;
	/** The server in HyperRep's place. */
	baseUrl: string;
}

/** A workflow with the names of those of its nodes whose time counts. */
export interface MeasuredWorkflow {
	workflow: Workflow;
	measured: string[];
}

/** The same workflow, as one whose memory is measured; n8n's hook knows it by its name. */
export function forMemory({ workflow, measured }: MeasuredWorkflow): MeasuredWorkflow {
	return { workflow: { ...workflow, name: `${workflow.name} (memory)` }, measured };
}

type NodeDraft = Omit<WorkflowNode, 'position'>;

/** Lists all contacts by this package. */
export function listByPackage(target: Target): MeasuredWorkflow {
	return chain('This package: list', [], [hyperRep(target, 'getAll', { returnAll: true })]);
}

/** Lists all contacts by the HTTP Request node: cursor paging, then an item for each contact. */
export function listByHttpRequest(target: Target): MeasuredWorkflow {
	const cursor = '$response.body.pagination.next_cursor';
	const pages = httpRequest(target, {
		url: contactsUrl(target),
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
		},
	});
	return chain('HTTP Request: list', [], [pages, splitOut('Contacts', 'data')]);
}

/** Gets each of some contacts by this package, with its default concurrency unless told. */
export function getByPackage(
	target: Target,
	ids: string[],
	maxConcurrency?: number,
): MeasuredWorkflow {
	const get = hyperRep(target, 'get', {
		contactId: byId('={{ $json.id }}'),
		options: maxConcurrency === undefined ? {} : { maxConcurrency },
	});
	return chain('This package: get', rows(ids.map((id) => ({ id }))), [get]);
}

/** Gets each of some contacts by the HTTP Request node, as it is by default. */
export function getByHttpRequest(target: Target, ids: string[]): MeasuredWorkflow {
	const get = httpRequest(target, {
		url: `=${contactsUrl(target)}/{{ encodeURIComponent($json.id) }}`,
	});
	return chain('HTTP Request: get', rows(ids.map((id) => ({ id }))), [get]);
}

/** A contact to be created. */
export interface NewContact {
	name: string;
	email: string;
}

/** Creates contacts by this package, with its default concurrency. */
export function createByPackage(target: Target, contacts: NewContact[]): MeasuredWorkflow {
	const create = hyperRep(target, 'create', {
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
	});
	return chain('This package: create', rows(contacts), [create]);
}

/** Creates contacts by the HTTP Request node. */
export function createByHttpRequest(target: Target, contacts: NewContact[]): MeasuredWorkflow {
	const create = httpRequest(target, {
		method: 'POST',
		url: contactsUrl(target),
		sendBody: true,
		specifyBody: 'keypair',
		bodyParameters: {
			parameters: [
				{ name: 'name', value: '={{ $json.name }}' },
				{ name: 'email', value: '={{ $json.email }}' },
			],
		},
	});
	return chain('HTTP Request: create', rows(contacts), [create]);
}

function contactsUrl({ baseUrl, organizationId }: Target): string {
	return `${baseUrl}/api/v2/organizations/${encodeURIComponent(organizationId)}/contacts`;
}

function hyperRep(
	{ credential, organizationId }: Target,
	operation: string,
	parameters: Record<string, unknown>,
): NodeDraft {
	return {
		name: 'HyperRep',
		type: NODE_TYPE,
		typeVersion: 1,
		parameters: {
			organizationId: byId(organizationId),
			resource: 'contact',
			operation,
			...parameters,
		},
		credentials: use(credential),
	};
}

function httpRequest({ credential }: Target, parameters: Record<string, unknown>): NodeDraft {
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			...parameters,
		},
		credentials: use(credential),
	};
}

const use = ({ id, name, type }: Credential) => ({ [type]: { id, name } });

/** Nodes that put out one item for each row. */
function rows(all: object[]): NodeDraft[] {
	return [
		{
			name: 'All rows',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows: all }), options: {} },
		},
		splitOut('Rows', 'rows'),
	];
}

function splitOut(name: string, fieldToSplitOut: string): NodeDraft {
	const parameters = { fieldToSplitOut, options: {} };
	return { name, type: 'n8n-nodes-base.splitOut', typeVersion: 1, parameters };
}

/** A workflow of nodes one after the other; executions that are saved would take longer than the work. */
function chain(name: string, before: NodeDraft[], measured: NodeDraft[]): MeasuredWorkflow {
	const start: NodeDraft = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const nodes = [start, ...before, ...measured].map((node, n) => ({
		...node,
		position: [240 * n, 0] as [number, number],
	}));
	const pairs = nodes.slice(1).map((node, n) => [nodes[n].name, node.name]);
	const connections = Object.fromEntries(
		pairs.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
	);
	const settings = {
		executionOrder: 'v1',
		saveManualExecutions: false,
		saveExecutionProgress: false,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'none',
	};
	return {
		workflow: { name, nodes, connections, settings },
		measured: measured.map((node) => node.name),
	};
}
