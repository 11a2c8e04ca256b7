import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { Beginnings } from './Beginnings';
import { seal, sumOf, unseal, type NextState, type SavedState } from './SavedState';

/** The name of the state in the node's static data. */
const KEY = 'state';

/**
 * The trigger's state in n8n's static data, as it was when the poll began.
 *
 * The trigger's own state counts: the one of its workflow, node ID, name, event, organization and start,
 * unless its node ID has begun under another name since. If a beginning has replaced it, that beginning
 * counts: n8n may have dropped it.
 */
export class StateStore {
	/** Which trigger is polled. */
	readonly owner: string;
	/** The state that counts; `undefined` if the trigger must begin. */
	readonly saved: SavedState | undefined;
	/** n8n's own object: a new one in each publication, and under the durable scheduler in each poll. */
	readonly staticData: IDataObject;
	/** Writes to n8n's log. */
	readonly log: (message: string) => void;
	private readonly held: unknown;
	private readonly sum: string;
	private readonly beginnings: Beginnings;

	/** @param scope the event, the organization and the start: changing one of them starts over */
	constructor(context: IPollFunctions, scope: string) {
		const { id, name } = context.getNode();
		const workflow = context.getWorkflow();
		const place = `node "${name}" in workflow "${workflow.name ?? ''}"`;
		this.log = (message) => context.logger.warn(`HyperRep: ${message} (${place})`);
		this.owner = JSON.stringify([workflow.id, id, name, scope]);
		this.beginnings = new Beginnings(context.getWorkflowStaticData('global'), id, this.owner);
		this.staticData = context.getWorkflowStaticData('node');
		this.held = this.staticData[KEY] ?? null;
		this.sum = sumOf(JSON.stringify(this.held));
		const inNode = unseal<SavedState>(this.held);
		const states = this.beginnings.statesOver(this.sum);
		if (inNode !== undefined) states.push(inNode);
		this.saved = states.find(
			(state) => state.owner === this.owner && this.beginnings.isCurrent(state),
		);
		if (states.length === 0 && this.held !== null) {
			this.log(
				'The state of the trigger is damaged, or from another version. The trigger starts over.',
			);
		}
	}

	/** Whether another poll has stored something since. */
	get hasChanged(): boolean {
		return (this.staticData[KEY] ?? null) !== this.held;
	}

	/** Saves the state after `before`; a beginning comes after `undefined`. */
	save(
		next: NextState & { revision: number },
		before: SavedState | undefined,
		emits: boolean,
	): void {
		const { owner, beginnings, sum } = this;
		const isBeginning = before === undefined;
		const generation = beginnings.generationAfter(before);
		const state = { owner, generation, ...next };
		if (isBeginning) beginnings.add({ generation, replaced: sum, state: emits ? null : state });
		else beginnings.forgetBefore(sum, emits);
		// n8n might not notice if the saved text were changed in place, so it is assigned.
		this.staticData[KEY] = seal(state);
	}
}
