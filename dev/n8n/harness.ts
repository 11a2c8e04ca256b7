import { CredentialTestContext, ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type Logger,
} from 'n8n-workflow';

import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { NODE_TYPE, TRIGGER_TYPE } from './nodeTypes';
import { pollContext, prepare, type Setup } from './setup';

export { byId } from './locator';

const action = new HyperRep();
const trigger = new HyperRepTrigger();

const prepareAction = (setup: Setup) => prepare(setup, NODE_TYPE, action);

/** Runs the action node in a real ExecuteContext. */
export async function execute(
	setup: Setup & {
		items?: IDataObject[];
		onError?: INode['onError'];
		signal?: AbortSignal;
		/** Of an execution in which the node has run before. */
		runData?: IRunExecutionData;
		retryOnFail?: boolean;
	},
): Promise<INodeExecutionData[]> {
	const { node, workflow, additionalData } = prepareAction(setup);
	node.onError = setup.onError;
	node.retryOnFail = setup.retryOnFail;
	const items = (setup.items ?? [{}]).map((json) => ({ json }));
	const context = new ExecuteContext(
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
	const [output = []] = await action.execute.call(context);
	return output;
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

/** Tests the credential as its panel does. */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const credential = { id: '1', name: 'HyperRep', type: 'hyperRepApi', data };
	return await action.methods.credentialTest.testHyperRepApi.call(context, credential);
}

/** An active trigger: its static data is what n8n saved last, or holds in memory. */
export class ActiveTrigger {
	/** How long a poll may take, in milliseconds. */
	budget = 300_000;
	private staticData: IDataObject = {};
	private saved = '{}';

	constructor(private readonly setup: Setup) {}

	/** Changes parameters, as editing the workflow does. */
	change(parameters: INodeParameters): void {
		Object.assign(this.setup.parameters, parameters);
	}

	/**
	 * One poll, as n8n runs it: what it emits is saved together with its state; after a poll
	 * without contacts the state stays in memory only.
	 */
	async poll(): Promise<IDataObject[]> {
		const output = await this.call('trigger');
		if (output === null) return [];
		this.save();
		const [items = [], ...others] = output;
		expect(others).toEqual([]);
		expect(items.length).toBeGreaterThan(0);
		return items.map(({ json }) => json);
	}

	/** The first poll, after which n8n saves the state in any case. */
	async activate(): Promise<IDataObject[]> {
		const contacts = await this.poll();
		this.save();
		return contacts;
	}

	/** Stops n8n and starts it again: what was not saved is gone. */
	restart(): void {
		this.staticData = JSON.parse(this.saved) as IDataObject;
	}

	async fetchTestEvent(): Promise<IDataObject[]> {
		const before = JSON.stringify(this.staticData);
		try {
			const output = await this.call('manual');
			return (output?.[0] ?? []).map(({ json }) => json);
		} finally {
			expect(JSON.stringify(this.staticData)).toBe(before);
		}
	}

	/** The state as it would be saved. */
	get state(): string {
		return JSON.stringify(this.staticData);
	}

	set state(text: string) {
		this.staticData = JSON.parse(text) as IDataObject;
		this.save();
	}

	private save(): void {
		this.saved = this.state;
	}

	private async call(mode: 'trigger' | 'manual') {
		const prepared = prepare(this.setup, TRIGGER_TYPE, trigger);
		const context = pollContext(prepared, mode, this.staticData, this.budget);
		return await trigger.poll.call(context);
	}
}
