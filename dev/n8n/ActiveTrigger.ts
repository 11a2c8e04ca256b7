import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { TRIGGER_TYPE } from './nodeTypes';
import { pollContext, prepare, type Setup } from './setup';

const trigger = new HyperRepTrigger();

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
