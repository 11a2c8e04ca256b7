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
