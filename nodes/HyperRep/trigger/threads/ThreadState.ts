import type { Microseconds } from '../../time/microseconds';
import type { UnreadableMark } from '../recognizing/Unreadable';
import type { ScanState } from '../scan/ScanState';

/** A conversation whose messages are to be read. */
export interface Thread {
	id: string;
	/** When it started, by which it is known. */
	start: string;
	/** The activity for which it is read. */
	activity: Microseconds;
	/**
	 * When its first message was sent that did not come out yet, or the beginning of time if no poll has
	 * read the conversation; absent where all of it came out.
	 */
	waitsFrom?: Microseconds;
	/** Whether all of it had come out before this activity. */
	isCaughtUp?: boolean;
}

/** What is remembered of conversations and their messages, as plain data. */
export interface ThreadState {
	/** Of the conversations, by their last activity. */
	scan: ScanState;
	/** Messages that were sent before it do not count. */
	start: Microseconds;
	/** The moment of the first poll, or of the activation; every conversation was read after it. */
	began?: Microseconds;
	/** Messages that were sent before it are settled. */
	watermark: Microseconds;
	/** The messages since the watermark that were dealt with; see `KnownThreads`. */
	known: string;
	/** Conversations that are to be read again, the next ones first. */
	again: Thread[];
	unreadable: UnreadableMark[];
}
