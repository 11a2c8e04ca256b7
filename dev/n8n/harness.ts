import { CredentialTestContext, ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type Logger,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';
import { NODE_TYPE } from './nodeTypes';
import { prepare, type Setup } from './setup';

const action = new HyperRep();

const prepareAction = (setup: Setup) => prepare(setup, NODE_TYPE, action);

/** One run of the action node. */
interface RunSetup extends Setup {
	items?: IDataObject[];
	/** The files that every item has. */
	binary?: INodeExecutionData['binary'];
	onError?: INode['onError'];
	signal?: AbortSignal;
	/** Of an execution in which the node has run before. */
	runData?: IRunExecutionData;
	retryOnFail?: boolean;
}

/** Runs the action node in a real ExecuteContext. */
export async function execute(setup: RunSetup): Promise<INodeExecutionData[]> {
	const [output = []] = await action.execute.call(executeContext(setup));
	return output;
}

/** The hints that the panel shows before the action node has run. */
export function hintsFor(setup: RunSetup): string[] {
	const context = executeContext(setup);
	const { hints = [] } = action.description;
	return hints
		.filter(({ displayCondition = '' }) => context.evaluateExpression(displayCondition.slice(1), 0))
		.map(({ message }) => message);
}

/** Runs the action node; gives the hints that the panel shows after that. */
export async function hintsAfter(setup: RunSetup): Promise<string[]> {
	const context = executeContext(setup);
	await action.execute.call(context);
	return context.hints.map(({ message }) => message);
}

function executeContext(setup: RunSetup): ExecuteContext {
	const { node, workflow, additionalData } = prepareAction(setup);
	node.onError = setup.onError;
	node.retryOnFail = setup.retryOnFail;
	const items = (setup.items ?? [{}]).map((json) => ({ json, binary: setup.binary }));
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		setup.runData ?? createEmptyRunExecutionData(),
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
		setup.signal,
	);
}

/** n8n's own log, which all contexts share. */
export function loggerOf(setup: Setup): Logger {
	const { node, workflow, additionalData } = prepareAction(setup);
	return new LoadOptionsContext(workflow, node, additionalData, '').logger;
}

/** Calls a list search method as the panel does. */
export async function searchList(
	setup: Setup & { method: string; filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const { node, workflow, additionalData } = prepareAction(setup);
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const methods = action.methods.listSearch as Record<
		string,
		(
			this: LoadOptionsContext,
			filter?: string,
			paginationToken?: string,
		) => Promise<INodeListSearchResult>
	>;
	const method = methods[setup.method];
	if (method === undefined) throw new Error(`The node has no list search "${setup.method}"`);
	return await method.call(context, setup.filter, setup.paginationToken);
}

/** Loads the columns of n8n's mapper as the panel does. */
export async function loadColumns(
	setup: Setup & { method: string },
): Promise<ResourceMapperFields> {
	const { node, workflow, additionalData } = prepareAction(setup);
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const method = action.methods.resourceMapping[setup.method];
	if (method === undefined) throw new Error(`The node has no mapper "${setup.method}"`);
	return await method.call(context);
}

/** Tests the credential as its panel does. */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const credential = { id: '1', name: 'HyperRep', type: 'hyperRepApi', data };
	return await action.methods.credentialTest.testHyperRepApi.call(context, credential);
}
