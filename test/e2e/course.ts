/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import type { SavedWorkflow } from '../../dev/realN8n/client';
import { fillIn } from '../../dev/realN8n/examples';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { Organization } from '../../dev/standIn/store';
import type { Happening } from './happenings';
import type { HyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { TriggerLog } from './triggerLog';

/** n8n refuses one poll time that comes faster than once a minute, but takes twelve of them. */
export const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, n) => `${n * 5} * * * * *`);

/** A trigger in an active workflow, and all that has happened in its organization since. */
export class Course {
	/** Names of what must come out, in the order in which it happened. */
	readonly happened: string[] = [];

	private constructor(
		readonly name: string,
		private readonly happening: Happening,
		private readonly hyperRep: HyperRep,
		private readonly organization: Organization,
		readonly workflow: SavedWorkflow,
		readonly log: TriggerLog,
	) {}

	/**
	 * Saves one workflow with a trigger for each of some organizations.
	 *
	 * @param times when they are polled
	 */
	static async save(
		n8n: N8nUnderTest,
		hyperRep: HyperRep,
		happening: Happening,
		organizations: Organization[],
		times: string[] = EVERY_FIVE_SECONDS,
	): Promise<Course[]> {
		const names = organizations.map(({ name }) => name);
		const workflow = workflowOf(names, happening, times);
		const nodes = workflow.nodes.map((node, n) => {
			const organization = organizations[n];
			if (organization === undefined) return node;
			const choices = hyperRep.choicesIn(organization);
			return fillIn({ ...workflow, nodes: [node] }, choices).nodes[0] ?? node;
		});
		const saved = await n8n.client.createWorkflow({ ...workflow, nodes });
		return organizations.map((organization) => {
			const { name } = organization;
			const log = new TriggerLog(n8n, saved, name, happening.keyOf);
			return new Course(name, happening, hyperRep, organization, saved, log);
		});
	}

	/** Lets it happen `times` times. */
	happen(times: number): void {
		for (let n = 0; n < times; n++) {
			this.happened.push(this.happening.happen(this.organization, this.hyperRep.standIn));
		}
	}

	/** Waits until all that happened has come out. */
	async waitForAll(): Promise<void> {
		await this.log.waitForAll(this.happened);
	}

	/** How many requests HyperRep has had for its organization. */
	get requests(): number {
		const { standIn } = this.hyperRep;
		const id = standIn.idOf('organization', this.organization);
		return standIn.requests.filter(({ path }) => path.includes(`/${id}/`)).length;
	}

	/** Lets every answer for its organization take longer. */
	slowDown(milliseconds: number): void {
		const { standIn } = this.hyperRep;
		const id = standIn.idOf('organization', this.organization);
		standIn.faults.add({
			fault: { kind: 'meanwhile', act: async () => void (await wait(milliseconds)) },
			matches: ({ path }) => path.includes(`/${id}/`),
		});
	}
}

function workflowOf(names: string[], { event }: Happening, times: string[]): Workflow {
	const item = times.map((cronExpression) => ({ mode: 'custom', cronExpression }));
	const end = 'End';
	return {
		name: names.join(' and '),
		nodes: [
			...names.map((name, n) => ({
				name,
				type: TRIGGER_TYPE,
				typeVersion: 1,
				position: [0, 200 * n] as [number, number],
				parameters: { event, pollTimes: { item } },
			})),
			{
				name: end,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [300, 0],
				parameters: {},
			},
		],
		connections: Object.fromEntries(
			names.map((name) => [name, { main: [[{ node: end, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}
