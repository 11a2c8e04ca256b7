import { BEGINNING, type Microseconds } from '../../time/microseconds';
import type { UnreadableMark } from '../recognizing/Unreadable';
import type { ScanState } from '../scan/ScanState';
import type { SavedProgress } from './Progress';
import type { Thread } from './Thread';

/** What is remembered, as plain data. */
export interface ThreadState {
	/** Of the conversations, by their last activity. */
	scan: ScanState;
	/** Messages that were sent before it do not count. */
	start: Microseconds;
	/** When the conversations were last looked through. */
	moment: Microseconds;
	progress: SavedProgress;
	/** Conversations that are to be read, the one that was not read for the longest time first. */
	open: Thread[];
	unreadable: UnreadableMark[];
}

/** State in which nothing was read yet, and all messages since `start` are new. */
export const newState = (start: Microseconds, state: ScanState): ThreadState => ({
	scan: state,
	start,
	moment: BEGINNING,
	progress: { watermark: start, cursors: {}, shared: [] },
	open: [],
	unreadable: [],
});
