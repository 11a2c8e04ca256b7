import type { IDataObject } from 'n8n-workflow';

// With its ending: without, the .json file beside it would be found first.
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node.js';
import { byId } from '../../dev/n8n/locator';
import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { pollContext, prepare, type Prepared } from '../../dev/n8n/setup';

/** n8n's default for what a poll may take, in milliseconds. */
const BUDGET = 300_000;

/** An active trigger in n8n's own context, polled when told and not by the clock. */
export class PollingTrigger {
	private readonly staticData: IDataObject = {};
	private readonly type = new HyperRepTrigger();
	private readonly prepared: Prepared;

	/** @param baseUrl of the server in HyperRep's place */
	constructor(
		baseUrl: string,
		organizationId: string,
		event = 'contactCreated',
		private readonly budget = BUDGET,
	) {
		const parameters = { event, organizationId: byId(organizationId) };
		this.prepared = prepare({ baseUrl, parameters }, TRIGGER_TYPE, this.type);
	}

	/** One poll; the first one is the activation. */
	async poll(): Promise<IDataObject[]> {
		const context = pollContext(this.prepared, {
			mode: 'trigger',
			activation: 'activate',
			staticData: this.staticData,
			budget: this.budget,
		});
		const output = await this.type.poll.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	}
}
