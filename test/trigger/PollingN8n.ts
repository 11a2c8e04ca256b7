import type { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters, Workflow, WorkflowActivateMode } from 'n8n-workflow';

import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { dataFor, nodeOf, pollContext, workflowOf, type Setup } from '../../dev/n8n/setup';
import { loadAgain } from './loadAgain';

/** A trigger in the workflow. */
export interface TriggerNode {
	id: string;
	name: string;
	parameters: INodeParameters;
}

/** Triggers as they are published, with n8n's objects for them. */
interface Publication {
	workflow: Workflow;
	mode: WorkflowActivateMode;
	nodes: TriggerNode[];
	/** In n8n's own scheduler, what all polls of a node share, by its name. */
	polled: Map<string, Polled>;
}

interface Polled {
	context: PollContext;
	/** What the poll that runs sees as the node's static data. */
	staticData: IDataObject;
}

/** A poll that is over, and what n8n would do next. */
export interface OverPoll {
	records: IDataObject[];
	/** Saves what the poll has left. */
	commit: () => void;
}

/**
 * One workflow of triggers in n8n, as n8n 2.41 publishes, polls and saves it.
 *
 * - In n8n's own scheduler all polls of a publication share its static data. They are saved when the publication
 *   is over, and when a poll emits.
 * - Under the durable scheduler a node's static data is a cursor in the database, by the node's ID, first filled
 *   from the static data of its name. Each poll gets a copy. A scheduled poll saves it also without records, the
 *   poll of a publication only with records. The workflow's own static data is saved as in the other scheduler.
 */
export class PollingN8n {
	private static count = 0;
	/** The triggers in the editor; they count once they are published. */
	nodes: TriggerNode[];
	private staticData = '{}';
	private readonly cursors = new Map<string, string>();
	private publication: Publication | undefined;
	private type = new HyperRepTrigger();

	constructor(
		private readonly setup: Setup,
		readonly isDurable: boolean,
	) {
		// Polls of one node know of each other.
		const id = `polled ${PollingN8n.count++}`;
		this.nodes = [{ id, name: 'HyperRep', parameters: setup.parameters }];
	}

	/** Publishes the triggers, and polls each once. A failing poll leaves the workflow unpublished. */
	async publish(): Promise<IDataObject[]> {
		const mode = this.publication === undefined ? 'activate' : 'update';
		this.open(mode);
		const records: IDataObject[] = [];
		for (const node of this.nodes) {
			const poll = await this.pollPublished(node, false).catch((error: unknown) => {
				this.publication = undefined;
				throw error;
			});
			if (poll.records.length > 0) poll.commit();
			records.push(...poll.records);
		}
		this.saveStaticData(this.published.workflow);
		return records;
	}

	unpublish(): void {
		this.publication = undefined;
	}

	/** Stops n8n and starts it again, which loses what it has not saved. */
	async restart(): Promise<IDataObject[]> {
		const wasPublished = this.publication !== undefined;
		this.publication = undefined;
		this.type = loadAgain();
		if (!wasPublished) return [];
		this.open('init');
		// The durable scheduler has its jobs in the database, and does not poll.
		return this.isDurable ? [] : await this.poll();
	}

	/** One poll of each trigger. */
	async poll(): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for (const { name } of this.published.nodes) {
			const poll = await this.begin(name);
			poll.commit();
			records.push(...poll.records);
		}
		return records;
	}

	/** One poll of a trigger, saved when its `commit` is called. */
	async begin(name = 'HyperRep'): Promise<OverPoll> {
		const { nodes } = this.published;
		const node = nodes.find((one) => one.name === name);
		if (node === undefined) throw new Error(`No trigger is called ${name}`);
		return await this.pollPublished(node, true);
	}

	/** An execution with a Code node that writes the workflow's static data; its end writes all back. */
	startLongExecution(): { end: () => void } {
		const workflow = this.load();
		return {
			end: () => {
				workflow.getStaticData('global').counted = true;
				this.saveStaticData(workflow);
			},
		};
	}

	/** Switches n8n to its other scheduler, which needs a restart. */
	switchTo(isDurable: boolean): PollingN8n {
		const other = new PollingN8n(this.setup, isDurable);
		other.nodes = this.nodes;
		other.staticData = this.staticData;
		for (const [id, cursor] of this.cursors) other.cursors.set(id, cursor);
		other.open('init');
		return other;
	}

	private get published(): Publication {
		if (this.publication === undefined) throw new Error('The workflow is not published');
		return this.publication;
	}

	private open(mode: WorkflowActivateMode): void {
		const nodes = this.nodes.map((node) => ({ ...node }));
		this.publication = { workflow: this.load(), mode, nodes, polled: new Map() };
	}

	/** A workflow with the static data that n8n has saved. */
	private load(): Workflow {
		const nodes = this.nodes.map((node) => nodeOf(node, TRIGGER_TYPE));
		const staticData = JSON.parse(this.staticData) as IDataObject;
		return workflowOf(nodes, this.type, { ...this.setup, staticData });
	}

	private async pollPublished(
		{ id, name, parameters }: TriggerNode,
		isScheduled: boolean,
	): Promise<OverPoll> {
		const publication = this.published;
		const isAlone = this.isDurable && isScheduled;
		const workflow = isAlone ? this.load() : publication.workflow;
		const node = workflow.nodes[name];
		if (node === undefined) throw new Error(`No trigger is called ${name}`);
		const inWorkflow = workflow.getStaticData('node', node);
		const cursor = this.cursorOf(id, inWorkflow);
		const staticData = cursor === undefined ? inWorkflow : (JSON.parse(cursor) as IDataObject);

		const open = (): Polled => {
			const polled = { staticData };
			const prepared = { node, workflow, additionalData: dataFor({ ...this.setup, parameters }) };
			const context = pollContext(prepared, {
				mode: 'trigger',
				activation: isAlone ? 'update' : publication.mode,
				staticData: () => polled.staticData,
				budget: 300_000,
			});
			return Object.assign(polled, { context });
		};
		const shared = publication.polled.get(name);
		const polled = isAlone || shared === undefined ? open() : shared;
		if (!this.isDurable) publication.polled.set(name, polled);
		polled.staticData = staticData;
		const output = await this.type.poll.call(polled.context);
		// What a poll of an earlier publication has found is thrown away.
		if (publication !== this.publication) return { records: [], commit: () => undefined };
		const records = output?.[0]?.map(({ json }) => json) ?? [];
		const commit = () => {
			const after = JSON.stringify(staticData);
			if (cursor !== undefined && after !== cursor) this.cursors.set(id, after);
			if (records.length > 0) this.saveStaticData(workflow);
		};
		return { records, commit };
	}

	/** The node's cursor; `undefined` where its static data are the workflow's. */
	private cursorOf(id: string, inWorkflow: IDataObject): string | undefined {
		if (this.isDurable && !this.cursors.has(id)) {
			this.cursors.set(id, JSON.stringify(inWorkflow));
		}
		return this.cursors.get(id);
	}

	/** n8n saves them where it has noticed a change. */
	private saveStaticData(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged !== true) return;
		workflow.staticData.__dataChanged = false;
		this.staticData = JSON.stringify(workflow.staticData);
	}
}
