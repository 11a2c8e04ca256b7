import { BEGINNING, type Microseconds } from '../../time/microseconds';
import type { SavedOrder } from '../list/ListOrder';
import type { IdsState } from '../recognizing/Ids';
import type { UnreadableMark } from '../recognizing/Unreadable';
import type { ClockState } from './Clock';

/** One passage through the list, from its top on, in as many polls as it takes. */
export interface Pass {
	/** What the list is asked for: records since then. */
	since: Microseconds;
	/** The moment when it began. */
	began: Microseconds;
	/** Whether the front was not enough, so that the pass reads all it can; else it reads some pages beside the front. */
	isCatchingUp: boolean;
	/** Whether it goes to the end, no matter what the order shows. */
	mustReachEnd: boolean;
	/** The page that is next; absent for the top, and at the end. */
	cursor?: string;
	/** Whether it has reached what it reads for, and has only pages to read again. */
	hasReadEnough: boolean;
	/** How many it has read. */
	pages: number;
	/** When the youngest record was created that it has shown. */
	newest: Microseconds;
	order: SavedOrder;
	/** A page near the end that begins with old records, if the list comes oldest first. */
	tail?: string;
	/** Pages with records that wait for their turn, each with the oldest instant of those. */
	waiting: Place[];
	/** Pages with records of which only all of the pass can say whether they are new. */
	undecided: Place[];
	/** Names of records that may be known ones, edited and moved between two polls: of it, and of the pass before. */
	doubtful: string[];
	doubtfulBefore: string[];
	/** Some of the records created before it were forgotten, since they were too many. */
	forgotten: Microseconds;
}

/** A page, and an instant on it. */
export type Place = [cursor: string | null, at: Microseconds];

/** Pages near the end of a list that comes oldest first. */
export interface Tail {
	/** What the list was asked for. */
	since: Microseconds;
	/** The nearest that begins with a record of before the last poll, and one that begins before the look-back. */
	near: string;
	far: string;
	/** How many pages the list has. */
	pages: number;
	/** How many polls it has shown nothing new; absent once it has, which proves that it is not frozen. */
	unprovenPolls?: number;
	/** Whether a cursor only works with the limit that it came with. */
	needsItsLimit?: boolean;
}

/** What a scan remembers from poll to poll, as plain data. */
export interface ScanState {
	/** What was created before it does not count. */
	start: Microseconds;
	/** Records created before it were processed, or do not count. */
	watermark: Microseconds;
	/** Everything created before it was read, except what becomes visible late. */
	readTo: Microseconds;
	clock: ClockState;
	ids: IdsState;
	/** The records since the watermark that were processed; see `Known`. */
	known: string;
	unreadable: UnreadableMark[];
	pass?: Pass;
	tail?: Tail;
	/** Whether a short page of the top does not show enough. */
	needsFullPage: boolean;
	/** Whether the last pass saw the list come newest first. */
	isNewestFirst: boolean;
	/** When a full pass has last found what the front should have shown. */
	hidAt: Microseconds;
	/** When the last full pass began, when the next one is due, and when a poll last read all of the look-back. */
	lastFull: Microseconds;
	nextFull: Microseconds;
	lastDeep: Microseconds;
	/** Whether the list may still hold records from before the activation that nobody has read. */
	hasUnreadPast: boolean;
}

/** State that knows nothing: everything since `start` is new. */
export function newScan(start: Microseconds): ScanState {
	return {
		start,
		watermark: start,
		readTo: start,
		clock: { newest: BEGINNING },
		ids: { areStable: false, samples: [] },
		known: '',
		unreadable: [],
		needsFullPage: false,
		isNewestFirst: false,
		hidAt: BEGINNING,
		lastFull: BEGINNING,
		nextFull: BEGINNING,
		lastDeep: BEGINNING,
		hasUnreadPast: false,
	};
}
