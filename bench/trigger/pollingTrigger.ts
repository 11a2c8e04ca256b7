import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

// With its ending: without, the .json file beside it would be found first.
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node.js';
import { credentialsHelper } from '../../test/n8n/credentials';
import { API_KEY } from '../../test/standIn/server';

/** n8n's default for what a poll may take, in milliseconds. */
const BUDGET = 300_000;

const NAME = 'HyperRep Trigger';

/** An active trigger in n8n's own context, polled when told and not by the clock. */
export class PollingTrigger {
	private readonly staticData: IDataObject = {};
	private readonly type = new HyperRepTrigger();
	private readonly workflow: Workflow;
	private readonly additionalData: IWorkflowExecuteAdditionalData;

	/** @param baseUrl of the server in HyperRep's place */
	constructor(baseUrl: string, organizationId: string) {
		const node: INode = {
			id: 'trigger',
			name: NAME,
			type: 'n8n-nodes-hyperrep.hyperRepTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				event: 'contactCreated',
				organizationId: { __rl: true, mode: 'id', value: organizationId },
			},
			credentials: { hyperRepApi: { id: '1', name: 'HyperRep' } },
		};
		const nodeTypes: INodeTypes = {
			getByName: () => this.type,
			getByNameAndVersion: () => this.type,
			getKnownTypes: () => ({}),
		};
		this.workflow = new Workflow({ nodes: [node], connections: {}, active: true, nodeTypes });
		this.additionalData = {
			credentialsHelper: credentialsHelper({ apiKey: API_KEY, baseUrl }),
			webhookBaseUrl: 'http://127.0.0.1/webhook',
			webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
			webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
			formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	/** One poll; the first one is the activation. */
	async poll(): Promise<IDataObject[]> {
		const context = new PollContext(
			this.workflow,
			this.workflow.nodes[NAME],
			this.additionalData,
			'trigger',
			'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			() => this.staticData,
			() => BUDGET,
		);
		const output = await this.type.poll.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	}
}
