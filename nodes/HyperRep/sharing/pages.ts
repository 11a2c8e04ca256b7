import type { Client } from '../api/Client';
import type { CacheEntry } from './PageCache';
import type { RoundPage } from './Round';
import type { StoredRecords } from './StoredRecords';

/** A page that was read, as it is kept. */
export interface KeptPage extends RoundPage {
	records: StoredRecords;
	/** Where the next page begins; `null` for the last one. */
	nextCursor: string | null;
	/** When it was requested: the moment, and the time in epoch milliseconds. */
	moment: number;
	time: number;
	/** The page that was read after it. */
	next?: KeptPage;
}

/** Keeps pages for later readers. */
export interface Keeper {
	now(): number;
	/** Keeps a page until its `forget` is called. */
	keep(page: CacheEntry): void;
	/** Called when nobody is reading, and nothing is kept. */
	release(): void;
}

/** A reader of a list. */
export interface Reader {
	/** Requests the pages that nobody else has requested. */
	client: Client;
	/** Only pages that were requested after this moment count. */
	since: number;
	/** How old an earlier page may be, in milliseconds. */
	maxAge: number;
	/**
	 * Whether it needs the pages as HyperRep lists them, each once. If others break off the reading, it
	 * continues on its own.
	 */
	isOrdered?: boolean;
	/** Ends the reading for this reader, and for nobody else. */
	cancel?: AbortSignal;
	/** Whether its client gives up earlier than others. */
	isHurried?: boolean;
}
