import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { API_KEY } from '../standIn/server';
import { credentialsHelper } from './credentials';

/** How a node is set up. */
export interface Setup {
	/** Of the stand-in. */
	baseUrl: string;
	apiKey?: string;
	parameters: INodeParameters;
	timezone?: string;
	/** The node's ID in its workflow. */
	nodeId?: string;
	/** The ID of the execution. Without one, each run is an execution of its own. */
	executionId?: string;
}

/** What n8n's contexts need to know about a node. */
export interface Prepared {
	node: INode;
	workflow: Workflow;
	additionalData: IWorkflowExecuteAdditionalData;
}

/**
 * Prepares a node for n8n's contexts, in a workflow of nothing else.
 *
 * @param name of the node's type, as n8n calls it
 */
export function prepare(
	{ baseUrl, apiKey = API_KEY, parameters, timezone = 'UTC', nodeId = 'node', executionId }: Setup,
	name: string,
	type: INodeType,
): Prepared {
	const node: INode = {
		id: nodeId,
		name: 'HyperRep',
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { hyperRepApi: { id: '1', name: 'HyperRep' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Contacts',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone },
	});
	const additionalData = {
		credentialsHelper: credentialsHelper({ apiKey, baseUrl }),
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		currentNodeParameters: parameters,
		executionId,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const prepared = workflow.nodes.HyperRep ?? node;
	return { node: prepared, workflow, additionalData };
}

/** How n8n polls a trigger. */
interface PollSettings {
	mode: WorkflowExecuteMode;
	/** `update` in a poll of the durable scheduler. */
	activation: WorkflowActivateMode;
	staticData: IDataObject;
	/** How long the poll may take, in milliseconds. */
	budget: number;
}

/** n8n's context for one poll of a trigger. */
export function pollContext(
	{ node, workflow, additionalData }: Prepared,
	{ mode, activation, staticData, budget }: PollSettings,
): PollContext {
	return new PollContext(
		workflow,
		node,
		additionalData,
		mode,
		activation,
		undefined,
		undefined,
		undefined,
		undefined,
		() => staticData,
		() => budget,
	);
}
