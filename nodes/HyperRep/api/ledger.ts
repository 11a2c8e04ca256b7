import type { IDataObject } from 'n8n-workflow';

import type { Explanation } from './messages';

/** What became of a write that was sent: a record, or nobody knows. */
export type Entry = { record: IDataObject } | { doubt: Explanation };

/** Remembers writes, so that the same one is not sent again. HyperRep cannot tell it from another. */
export interface Ledger {
	recall(request: string): Entry | undefined;
	enter(request: string, entry: Entry): void;
}
