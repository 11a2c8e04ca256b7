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
}

/** Whether a conversation waits to be read, or for some of it to be emitted. */
export const waits = ({ waitsFrom }: Thread) => waitsFrom !== undefined;
