import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { NextState, SavedState } from './SavedState';
import type { StateStore } from './StateStore';

// n8n may start a poll of a node while another one runs, and under its durable scheduler on an older copy of the
// state: what a poll leaves is saved a moment later, without a comparison, or not at all.
//
// So in one process, one poll of a trigger runs at a time; the others find nothing, and the next one finds what is
// new. A poll whose state is older than the last emission finds nothing either, for as long as n8n may take to save
// that emission. After that, n8n has dropped it, and the poll emits it again. A poll that finds nothing for one of these
// reasons changes nothing.

/** How long n8n may take to save what a poll has emitted, in milliseconds. */
const SAVED_WITHIN = 30_000;

/** What the polls of one trigger in this process know of each other. */
interface Desk {
	/** The poll that runs, and its deadline, in epoch milliseconds. */
	running?: { context: IPollFunctions; until: number };
	/** Of the last state that was left. */
	revision: number;
	/** The last state with an emission, and when, in epoch milliseconds. */
	emitted?: { revision: number; isBeginning: boolean; at: number };
}

const desks = new Map<string, Desk>();

/** The contexts and the static data of polls that have stored something. */
const used = new WeakSet<object>();

/** The state from which a poll resumes. */
export interface Start {
	/** `undefined` for a beginning. */
	saved: SavedState | undefined;
	/** Whether it begins now, no matter what Start From says. */
	isNow: boolean;
}

/** What a poll has found. */
export interface PollResult {
	next: NextState;
	records: IDataObject[];
}

/**
 * Runs a poll if it is its turn, and stores its state last.
 *
 * @param options `until`: the poll's deadline, in epoch milliseconds
 * @param poll finds what is new
 * @returns the records; none if another poll has them, or will
 */
export async function inTurn(
	context: IPollFunctions,
	store: StateStore,
	{ skipInactive, until }: { skipInactive: boolean; until: number },
	poll: (start: Start) => Promise<PollResult>,
): Promise<IDataObject[]> {
	const desk = desks.get(store.owner) ?? { revision: 0 };
	desks.set(store.owner, desk);
	const isPublishing =
		context.getActivationMode() === 'activate' && !used.has(context) && !used.has(store.staticData);
	const isRunning = desk.running !== undefined && Date.now() < desk.running.until;
	const isNow = skipInactive && isPublishing && store.saved !== undefined;
	const saved = isNow ? undefined : store.saved;
	// A publication must not wait for a poll of an earlier one. Polls of one publication share their context:
	// if one could overtake the other, no slow one would ever end.
	const mayOvertake = isPublishing && desk.running?.context !== context;
	if (isRunning && !mayOvertake) return [];
	if (!(isPublishing && saved === undefined) && isOlder(saved, desk)) return [];

	const running = { context, until };
	desk.running = running;
	try {
		const { next, records } = await poll({ saved, isNow });
		if (desk.running !== running || store.hasChanged) return [];
		const emits = records.length > 0;
		const revision = Math.max(saved?.revision ?? 0, desk.revision) + 1;
		store.save({ ...next, revision }, saved, emits);
		used.add(context).add(store.staticData);
		desk.revision = revision;
		if (emits) desk.emitted = { revision, isBeginning: saved === undefined, at: Date.now() };
		return records;
	} finally {
		if (desk.running === running) desk.running = undefined;
	}
}

/** Whether n8n has provided a state from before the last emission, and may still save that emission. */
function isOlder(saved: SavedState | undefined, { emitted }: Desk): boolean {
	// A clock may be put back, too.
	if (emitted === undefined || Math.abs(Date.now() - emitted.at) > SAVED_WITHIN) return false;
	return saved === undefined ? emitted.isBeginning : saved.revision < emitted.revision;
}
