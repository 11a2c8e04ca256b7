import type { IDataObject } from 'n8n-workflow';

import type { Explanation } from './ApiRequest';

/** What an item has written: a record, or a write that may have been carried out. */
export type WriteEntry = { record: IDataObject } | { doubt: Explanation };

/**
 * One item's entry in the write log of a run. HyperRep cannot tell a write from the same one sent again, so
 * an item that has written, or may have, does not write again.
 */
export interface WriteSlot {
	/** What an earlier try of the run logged for the item. */
	earlier(): WriteEntry | undefined;
	/** Logs what the item has written. */
	note(entry: WriteEntry): void;
}
