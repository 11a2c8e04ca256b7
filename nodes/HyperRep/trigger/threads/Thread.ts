import type { IDataObject } from 'n8n-workflow';

import type { Microseconds } from '../../time/microseconds';
import type { List, ItemPage } from '../list/List';
import type { Item, DatedKind } from '../recognizing/Item';

/** A conversation whose messages must be read, or read again. */
export interface Thread {
	id: string;
	/** When it started, which identifies it. */
	start: string;
	/** The activity that it is read for. */
	activity: Microseconds;
	/**
	 * When the first message that waits to be emitted was sent, or the beginning of time if the activity was
	 * not read yet; absent if nothing waits.
	 */
	waitsFrom?: Microseconds;
	/** The rest of it, if it takes longer than one poll has time for. */
	rest?: Rest;
}

/** The part of a conversation that was not read yet. */
interface Rest {
	cursor: string;
	/** All messages sent before it were visible when the first part was read. */
	visibleTo: Microseconds;
}

/** Whether a conversation waits to be read, or for some of it to be emitted. */
export const waits = ({ waitsFrom }: Thread) => waitsFrom !== undefined;

/** A page of a conversation's messages. */
export type MessagePage = Pick<ItemPage, 'items' | 'unreadable' | 'cursor' | 'nextCursor'>;

/** Conversations and their messages. */
export interface Threads {
	/** Conversations by their last activity. */
	list: List;
	/** Of messages. */
	kind: DatedKind;
	/** A conversation as it is read and known. */
	threadOf(conversation: Item): Thread;
	/**
	 * Reads messages since an instant, or the rest of them, while there is time: at least one page, at most
	 * `most`. If the cursor of the rest fails, it begins at the top.
	 */
	read(thread: Thread, since: Microseconds, most?: number): Promise<MessagePage[]>;
	/** Reads a conversation that was on no page of this poll. */
	get(id: string): Promise<IDataObject>;
}
