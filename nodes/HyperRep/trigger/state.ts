import { createHash } from 'node:crypto';

import type { Microseconds } from '../time/microseconds';
import { Memory } from './memory';
import type { Witnesses } from './witnesses';

/** Changes whenever older state can no longer be understood. */
const VERSION = 3;

/** What the trigger remembers from poll to poll; plain data, since n8n saves it as JSON. */
export interface State {
	/** The settings that it belongs to: state of another organization or start is not used. */
	settings: string;
	/** Whatever was created before is settled: it was dealt with, or is not to be emitted. */
	settled: Microseconds;
	/** The same for the end of a list that comes oldest first; never before `settled`. */
	settledAtEnd: Microseconds;
	/** The server's times at which the last complete readings began, oldest first. */
	readings: Microseconds[];
	/** The contacts since `settled` that were dealt with; see `Memory`. */
	known: string;
	/** At least some contacts are no older, unless all of these were deleted. */
	youngSince: Microseconds;
	/** Whether IDs were seen to stay the same from answer to answer. */
	idsStay: boolean;
	/** By which the next answer shows whether they do. */
	witnesses: Witnesses;
	/** Where a reading stands that a poll could not finish. */
	unfinished?: Unfinished;
	/** A place near the end of a list that comes oldest first; empty for its top. */
	nearEnd?: string;
	/** Where a list stands that is read from near its end, and looked through besides. */
	rounds?: Rounds;
}

/** A page a poll, from the top to the end and round again. */
export interface Rounds {
	/** The page that is next; empty for the top. */
	cursor: string;
	/** The server's times at which this round began, and the one before. */
	began: Microseconds[];
}

export interface Unfinished {
	cursor: string;
	/** The server's time when the reading began. */
	began: Microseconds;
	/** When the youngest contact was created that it has seen. */
	youngest: Microseconds;
	/** What it has shown of the list's order; see `ListOrder.progress`. */
	order: Array<Microseconds | null>;
}

/** State that knows nothing yet: whatever was created since `settled` is new. */
export function emptyState(settings: string, settled: Microseconds): State {
	const known = new Memory().encode(false);
	const youngSince = Number.MIN_SAFE_INTEGER;
	return {
		settings,
		settled,
		settledAtEnd: settled,
		readings: [],
		known,
		youngSince,
		idsStay: false,
		witnesses: [],
	};
}

/** Gives the state the form in which it is saved. */
export function toSaved(state: State): object {
	return { version: VERSION, check: checksum(state), ...state };
}

/**
 * Reads saved state.
 *
 * @returns `undefined` for state that is absent, damaged, or of another version: the trigger then begins anew
 */
export function readState(saved: unknown): State | undefined {
	// Also takes the state out of n8n's proxy, which cannot be cloned otherwise.
	const copy = JSON.parse(JSON.stringify(saved ?? null)) as ReturnType<typeof toSaved> | null;
	if (typeof copy !== 'object' || copy === null) return undefined;
	const { version, check, ...state } = copy as { version?: unknown; check?: unknown } & State;
	if (version !== VERSION || check !== checksum(state)) return undefined;
	const { unfinished, nearEnd, rounds, ...rest } = state;
	return {
		...rest,
		unfinished: unfinished ?? undefined,
		nearEnd: nearEnd ?? undefined,
		rounds: rounds ?? undefined,
	};
}

/** Says whether a state is as it was saved, in whatever order a database gives its fields back. */
function checksum({ unfinished, ...state }: State): string {
	const fields = [
		[
			state.settings,
			state.settled,
			state.settledAtEnd,
			state.readings,
			state.known,
			state.youngSince,
		],
		[state.idsStay, state.witnesses],
		unfinished && [unfinished.cursor, unfinished.began, unfinished.youngest, unfinished.order],
		state.nearEnd,
		state.rounds && [state.rounds.cursor, state.rounds.began],
	];
	return createHash('sha256').update(JSON.stringify(fields)).digest('base64').slice(0, 12);
}
