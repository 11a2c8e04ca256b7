import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';

import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { pollContext, prepare, type Prepared, type Setup } from '../../dev/n8n/setup';

const trigger = new HyperRepTrigger();

/** How a poll is run. */
interface PollOptions {
	mode?: 'trigger' | 'manual';
	activation?: WorkflowActivateMode;
	staticData: IDataObject;
}

/** A trigger that is set up, and can be polled. */
class PolledTrigger {
	/** How long a poll may take, in milliseconds. */
	budget = 300_000;
	private static count = 0;
	/** Another node for each trigger: polls of one node know of each other. */
	private readonly nodeId = `node ${PolledTrigger.count++}`;
	private prepared: Prepared;

	constructor(private readonly setup: Setup) {
		this.prepared = this.prepare();
	}

	/** Changes parameters, as editing the workflow does. */
	change(parameters: INodeParameters): void {
		Object.assign(this.setup.parameters, parameters);
		this.prepared = this.prepare();
	}

	/** @returns what the poll gave, or `null` */
	protected async call({ mode = 'trigger', activation = 'activate', staticData }: PollOptions) {
		const settings = { mode, activation, staticData: () => staticData, budget: this.budget };
		const context = pollContext(this.prepared, settings);
		const output = await trigger.poll.call(context);
		if (output === null) return null;
		const [items = [], ...others] = output;
		expect(others).toEqual([]);
		expect(items.length).toBeGreaterThan(0);
		return items.map(({ json }) => json);
	}

	private prepare(): Prepared {
		return prepare({ nodeId: this.nodeId, ...this.setup }, TRIGGER_TYPE, trigger);
	}
}

/**
 * A trigger in n8n's own scheduler: its static data is what n8n saved last, or holds in memory. What
 * a poll emits is saved together with its state; after a poll without records the state stays in
 * memory only.
 */
export class ActiveTrigger extends PolledTrigger {
	private staticData: IDataObject = {};
	private saved = '{}';

	/** One poll after the activation. */
	async poll(): Promise<IDataObject[]> {
		const records = await this.call({ staticData: this.staticData });
		if (records !== null) this.save();
		return records ?? [];
	}

	/** The first poll, after which n8n saves the state in any case. */
	async activate(): Promise<IDataObject[]> {
		const records = await this.poll();
		this.save();
		return records;
	}

	/** Deactivates the workflow and activates it again: n8n reads what it saved into a new object. */
	async reactivate(): Promise<IDataObject[]> {
		this.save();
		this.restart();
		return await this.activate();
	}

	/** Stops n8n and starts it again: what was not saved is gone. */
	restart(): void {
		this.staticData = JSON.parse(this.saved) as IDataObject;
	}

	/** Presses "Fetch Test Event", which must leave the state as it was. */
	async fetchTestEvent(): Promise<IDataObject[]> {
		const before = JSON.stringify(this.staticData);
		try {
			return (await this.call({ mode: 'manual', staticData: this.staticData })) ?? [];
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
}

/**
 * A trigger in n8n's durable scheduler: each poll gets a copy of the state that was saved when it
 * began. What it leaves is saved when its `commit` is called, late or never; the last one wins.
 */
export class DurableTrigger extends PolledTrigger {
	private saved = '{}';

	/** The activation's poll. n8n drops the state of one that emits nothing. */
	async activate(): Promise<IDataObject[]> {
		const poll = await this.begin('activate');
		if (poll.records.length > 0) poll.commit();
		return poll.records;
	}

	/** A poll whose state is saved as soon as it is over. */
	async poll(): Promise<IDataObject[]> {
		const poll = await this.begin();
		poll.commit();
		return poll.records;
	}

	/** A poll whose state is not saved yet. */
	async begin(
		activation: WorkflowActivateMode = 'update',
	): Promise<{ records: IDataObject[]; commit: () => void }> {
		const before = this.saved;
		const staticData = JSON.parse(before) as IDataObject;
		const records = await this.call({ activation, staticData });
		return {
			records: records ?? [],
			commit: () => {
				const after = JSON.stringify(staticData);
				// n8n writes nothing where a poll has changed nothing.
				if (after !== before) this.saved = after;
			},
		};
	}
}
