import type { Client } from '../api/Client';
import type { CacheEntry } from './PageCache';
import type { Place } from './Round';
import type { StoredRecords } from './StoredRecords';

/** A page that was read, as it is kept. */
export interface KeptPage extends Place {
	records: StoredRecords;
	/** Where the next page begins; `null` for the last one. */
	nextCursor: string | null;
	/** When it was asked for: the moment, and the time in epoch milliseconds. */
	moment: number;
	time: number;
	/** The page that was read after it. */
	next?: KeptPage;
}

/** Where pages are kept for readers that come later. */
export interface Keeper {
	now(): number;
	/** Keeps a page until its `forget` is called. */
	keep(page: CacheEntry): void;
	/** Called when nobody reads, and nothing is kept. */
	release(): void;
}

/** Who reads a list. */
export interface Reader {
	/** Asks for the pages that nobody else has asked for. */
	client: Client;
	/** Only pages count that were asked for after this moment. */
	since: number;
	/** How old a page may be that was read before, in milliseconds. */
	maxAge: number;
	/**
	 * Whether it needs the pages as HyperRep lists them, each once. If others break the reading off, it continues by
	 * itself.
	 */
	isOrdered?: boolean;
	/** Ends the reading for this reader, and for nobody else. */
	cancel?: AbortSignal;
	/** Whether its client gives up earlier than others would. */
	isHurried?: boolean;
}
