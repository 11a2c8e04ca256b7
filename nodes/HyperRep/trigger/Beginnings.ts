import type { IDataObject } from 'n8n-workflow';

import { seal, unseal, type SavedState } from './SavedState';

/** The last beginning of a trigger with one node ID. */
interface Beginning {
	/** Which one it was. */
	generation: number;
	/** The hash of what n8n had saved for the node before. */
	replaced: string;
	/** `null` if n8n has saved a later one, or will save one with what is emitted. */
	state: SavedState | null;
}

/** The beginnings in this process, by owner. */
const begunHere = new Map<string, Beginning>();

/** The node IDs that have begun in each publication, by its object for the workflow's data. */
const begunIn = new WeakMap<IDataObject, Set<string>>();

/**
 * The beginnings of the triggers with one node ID, in the workflow's static data. n8n's durable scheduler
 * drops the state of a poll on publishing that emits nothing, so the state of a beginning is kept there, and
 * in this process. Their number shows whether a state is from before the node was renamed and named back.
 */
export class Beginnings {
	private readonly last: Beginning | undefined;

	constructor(
		private readonly workflowData: IDataObject,
		private readonly nodeId: string,
		private readonly owner: string,
	) {
		this.last = unseal<Beginning>(workflowData[this.key]);
	}

	/** How many there were. */
	private get generation(): number {
		return this.last?.generation ?? 0;
	}

	/** The states of beginnings that replaced what n8n still has. */
	statesOver(sum: string): SavedState[] {
		return [begunHere.get(this.owner), this.last].flatMap((beginning) =>
			beginning?.state && beginning.replaced === sum ? [beginning.state] : [],
		);
	}

	/** Whether a state is from the last beginning. */
	isCurrent(state: SavedState): boolean {
		return state.generation >= this.generation || this.isShared;
	}

	/**
	 * The generation of the state after `before`; a beginning comes after `undefined`. While n8n is still
	 * publishing, it provides the workflow's data from before the beginning, so the number there may be lower
	 * than the state's own.
	 */
	generationAfter(before: SavedState | undefined): number {
		if (before !== undefined) return Math.max(before.generation, this.generation);
		return this.isShared ? this.generation : this.generation + 1;
	}

	add(beginning: Beginning): void {
		begunHere.set(this.owner, beginning);
		const ids = begunIn.get(this.workflowData) ?? new Set();
		begunIn.set(this.workflowData, ids.add(this.nodeId));
		this.workflowData[this.key] = seal(beginning);
	}

	/** Forgets the state of a beginning if n8n has a later one. n8n saves that when a poll emits. */
	forgetBefore(sum: string, emits: boolean): void {
		const { last, owner } = this;
		if (begunHere.get(owner)?.replaced !== sum) begunHere.delete(owner);
		if (emits && last?.state && last.replaced !== sum) {
			this.workflowData[this.key] = seal({ ...last, state: null });
		}
	}

	/** Whether one of these triggers has begun in this publication. An import may add two: then both count. */
	private get isShared(): boolean {
		return begunIn.get(this.workflowData)?.has(this.nodeId) ?? false;
	}

	private get key(): string {
		return `hyperRepTrigger ${this.nodeId}`;
	}
}
