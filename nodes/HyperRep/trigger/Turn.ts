import { randomUUID } from 'node:crypto';

import type { IPollFunctions } from 'n8n-workflow';

import type { SavedState, StateStore } from './StateStore';

// n8n's durable scheduler (the default from 2.45 on) hands each poll its own copy of the state, taken
// before the poll begins, lets several polls of one node run at once, and writes what they leave
// without comparing it: the last one wins. Here polls of one node in one process know of each other.
//
// - A poll whose state is older than what another one has just emitted gives way: it returns nothing and
//   changes nothing, and the next one finds what is still new. After a poll that emitted nothing an
//   older state is as good as the newer one.
// - Where n8n did not save what was emitted, the saved state counts again after a short while.
// - n8n throws away what an activation's poll leaves without emitting. So the state of a beginning is kept
//   here, and with the workflow, until a poll has it from n8n.

/** How long n8n may take to save what a poll has emitted, in milliseconds. */
const SAVED_WITHIN = 30_000;

/** The basis of a poll that finds no saved state. */
const NOTHING = 'nothing';

/** What the polls of one node have left, for one scope. */
interface Trail {
	/** How many polls have handed something over. */
	handedOver: number;
	/** The last state that was handed over. */
	last?: { lineage: string; revision: number };
	/** The last one that came with records, what it was based on, and when, in epoch milliseconds. */
	emission?: { lineage: string; revision: number; basis: string; at: number };
	/** The state of a beginning, and the saved state that it takes the place of. */
	beginning?: { basis: string; state: SavedState };
}

const trails = new Map<string, Trail>();

/** The objects of static data in which polls of this process have stored something. */
const storedIn = new WeakSet<object>();

/** One poll's turn among those of its node. */
export class Turn {
	/** The state to go on with; `undefined` for a beginning. */
	readonly saved: SavedState | undefined;
	private readonly trail: Trail;
	private readonly basis: string;
	private readonly isActivation: boolean;
	private readonly handedOverBefore: number;
	private readonly emissionBefore: Trail['emission'];
	private readonly textBefore: unknown;

	/** @param options whether an activation is to begin again */
	constructor(
		context: IPollFunctions,
		private readonly store: StateStore,
		{ skipInactive }: { skipInactive: boolean },
	) {
		// To a poll of the durable scheduler n8n says "update".
		this.isActivation = context.getActivationMode() === 'activate';
		const loaded = store.load();
		this.textBefore = store.text;
		this.basis = loaded === undefined ? NOTHING : `${loaded.lineage} ${loaded.revision}`;
		const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, store.scope]);
		this.trail = trails.get(key) ?? { handedOver: 0 };
		trails.set(key, this.trail);
		this.handedOverBefore = this.trail.handedOver;
		this.emissionBefore = this.trail.emission;
		const { beginning } = this.trail;
		const isFirstOfActivation = this.isActivation && !storedIn.has(store.staticData);
		if (skipInactive && isFirstOfActivation) this.saved = undefined;
		else if (this.isActivation) this.saved = loaded;
		else if (beginning?.basis === this.basis) this.saved = beginning.state;
		else this.saved = store.loadBeginning() ?? loaded;
	}

	/** Whether another poll has emitted what this one would find: while it was reading, or just before. */
	get isOutdated(): boolean {
		const { saved, isActivation } = this;
		const { emission } = this.trail;
		if (emission === undefined) return false;
		// However long this poll takes, it began before that emission.
		const isFromBefore = emission === this.emissionBefore;
		if (isFromBefore && Date.now() - emission.at > SAVED_WITHIN) return false;
		if (saved === undefined) return emission.basis === NOTHING && !isActivation;
		return emission.lineage === saved.lineage && emission.revision > saved.revision;
	}

	/**
	 * Stores the next state, unless another poll was faster: this one then gives way.
	 *
	 * @param records how many records come out with it
	 * @returns whether it is this poll's turn
	 */
	handOver(next: Pick<SavedState, 'organization' | 'data'>, records: number): boolean {
		const { store, trail, saved } = this;
		const hasOtherBegun = saved === undefined && trail.handedOver !== this.handedOverBefore;
		const hasScopeChanged = store.text !== this.textBefore && store.load() === undefined;
		if (this.isOutdated || hasOtherBegun || hasScopeChanged) return false;
		const lineage = saved?.lineage ?? randomUUID();
		const last = trail.last?.lineage === lineage ? trail.last.revision : 0;
		const revision = Math.max(saved?.revision ?? 0, last) + 1;
		const state = { scope: store.scope, lineage, revision, ...next };
		if (saved === undefined && this.isActivation && records === 0) store.saveBeginning(state);
		else if (records > 0) store.forgetBeginning();
		store.save(state);
		storedIn.add(store.staticData);
		trail.handedOver++;
		trail.last = { lineage, revision };
		if (records > 0) trail.emission = { lineage, revision, basis: this.basis, at: Date.now() };
		if (saved === undefined && records === 0) trail.beginning = { basis: this.basis, state };
		else if (this.basis !== trail.beginning?.basis) trail.beginning = undefined;
		return true;
	}
}
