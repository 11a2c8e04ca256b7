import type { IDataObject } from 'n8n-workflow';

import type { Microseconds } from '../../time/microseconds';
import type { List, ItemPage } from '../list/List';
import type { Item, DatedKind } from '../recognizing/Item';

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
	 * Reads messages since an instant, or the rest of them, as far as there is time: at least one page, at most `most`.
	 * Where the cursor of the rest fails, it begins at the top.
	 */
	read(thread: Thread, since: Microseconds, most?: number): Promise<MessagePage[]>;
	/** Reads a conversation that no page of this poll has shown. */
	get(id: string): Promise<IDataObject>;
}
