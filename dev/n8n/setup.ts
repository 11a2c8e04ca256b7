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
export function prepare(setup: Setup, name: string, type: INodeType): Prepared {
	const { nodeId = 'node', parameters } = setup;
	const node = nodeOf({ id: nodeId, name: 'HyperRep', parameters }, name);
	const workflow = workflowOf([node], type, setup);
	return { node: workflow.nodes.HyperRep ?? node, workflow, additionalData: dataFor(setup) };
}

/** A node with a credential. */
export function nodeOf(node: Pick<INode, 'id' | 'name' | 'parameters'>, type: string): INode {
	return {
		...node,
		type,
		typeVersion: 1,
		position: [0, 0],
		credentials: { hyperRepApi: { id: '1', name: 'HyperRep' } },
	};
}

/** A workflow of unconnected nodes of one type. */
export function workflowOf(
	nodes: INode[],
	type: INodeType,
	{ timezone = 'UTC', staticData }: { timezone?: string; staticData?: IDataObject },
): Workflow {
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	return new Workflow({
		id: 'workflow',
		name: 'Contacts',
		nodes,
		connections: {},
		active: false,
		nodeTypes,
		staticData,
		settings: { timezone },
	});
}

/** What n8n knows of an execution beside its workflow. */
export function dataFor({
	baseUrl,
	apiKey = API_KEY,
	parameters,
	executionId,
}: Setup): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentialsHelper({ apiKey, baseUrl }),
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		currentNodeParameters: parameters,
		executionId,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** How n8n polls a trigger. */
interface PollSettings {
	mode: WorkflowExecuteMode;
	/** `update` in a poll of the durable scheduler. */
	activation: WorkflowActivateMode;
	staticData: () => IDataObject;
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
		staticData,
		() => budget,
	);
}
