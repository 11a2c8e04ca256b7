import type { IDataObject } from 'n8n-workflow';

import type { Explanation } from './ApiRequest';

/** What an item has written: a record, or something of which nobody knows whether it was carried out. */
export type WriteEntry = { record: IDataObject } | { doubt: Explanation };

/**
 * The place of one item in the write log of a run. HyperRep cannot tell a write from the same one sent
 * again, so an item that has written, or may have, does not write again.
 */
export interface WriteSlot {
	/** What an earlier try of the run has logged for the item. */
	earlier(): WriteEntry | undefined;
	/** Logs what the item has written. */
	note(entry: WriteEntry): void;
}
