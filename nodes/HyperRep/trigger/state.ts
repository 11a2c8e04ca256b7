import type { Microseconds } from '../microseconds';
import { Memory } from './memory';
import type { Witnesses } from './witnesses';

/** Changes whenever older state can no longer be understood. */
const VERSION = 1;

/** What the trigger remembers from poll to poll; plain data, since n8n saves it as JSON. */
export interface State {
	version: typeof VERSION;
	/** The settings that it belongs to: state of another organization or start is not used. */
	settings: string;
	/** Whatever was created before is settled: it was dealt with, or is not to be emitted. */
	settled: Microseconds;
	/** The server's times at which the last complete readings began, oldest first. */
	readings: Microseconds[];
	/** The contacts since `settled` that were dealt with; see `Memory`. */
	known: string;
	/** Whether IDs were seen to stay the same from answer to answer. */
	idsStay: boolean;
	/** By which the next answer shows whether they do. */
	witnesses: Witnesses;
	/** Where a reading stands that a poll could not finish. */
	unfinished?: Unfinished;
	/** A place near the end of a list that comes oldest first. */
	nearEnd?: string;
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
	return {
		version: VERSION,
		settings,
		settled,
		readings: [],
		known,
		idsStay: false,
		witnesses: [],
	};
}

/**
 * Reads saved state.
 *
 * @returns `undefined` for state that is absent, damaged, or of another version: the trigger then begins anew
 */
export function readState(saved: unknown): State | undefined {
	// Also takes the state out of n8n's proxy, which cannot be cloned otherwise.
	const state = JSON.parse(JSON.stringify(saved ?? null)) as Partial<State> | null;
	if (typeof state !== 'object' || state?.version !== VERSION) return undefined;
	const { settings, settled, readings, known, idsStay, witnesses, unfinished, nearEnd } = state;
	const isSound =
		typeof settings === 'string' &&
		Number.isSafeInteger(settled) &&
		Array.isArray(readings) &&
		readings.every(Number.isSafeInteger) &&
		typeof known === 'string' &&
		isMemory(known) &&
		typeof idsStay === 'boolean' &&
		Array.isArray(witnesses) &&
		witnesses.every(Array.isArray) &&
		(nearEnd === undefined || typeof nearEnd === 'string') &&
		(unfinished === undefined || isUnfinished(unfinished));
	return isSound ? (state as State) : undefined;
}

function isUnfinished(saved: Partial<Unfinished> | null): boolean {
	const { cursor, began, youngest, order } = saved ?? {};
	return (
		typeof cursor === 'string' &&
		Number.isSafeInteger(began) &&
		Number.isSafeInteger(youngest) &&
		Array.isArray(order) &&
		order.length === 4 &&
		order.every((lowest) => lowest === null || Number.isSafeInteger(lowest))
	);
}

function isMemory(text: string): boolean {
	try {
		Memory.decode(text);
		return true;
	} catch {
		return false; // the caller begins anew
	}
}
