import type { Microseconds } from '../../time/microseconds';

/** A conversation whose messages are to be read, or read again. */
export interface Thread {
	id: string;
	/** When it started, by which it is known. */
	start: string;
	/** The activity for which it is read. */
	activity: Microseconds;
	/**
	 * When the first message was sent that waits to be emitted, or the beginning of time where the activity was not
	 * read yet; absent where nothing waits.
	 */
	waitsFrom?: Microseconds;
	/** What is left of it, where it takes longer than one poll has time for. */
	rest?: Rest;
}

/** The part of a conversation that was not read yet. */
interface Rest {
	cursor: string;
	/** All messages that were sent before it were visible when the first part was read. */
	settled: Microseconds;
}

/** Whether a conversation waits to be read, or for some of it to be emitted. */
export const waits = ({ waitsFrom }: Thread) => waitsFrom !== undefined;
