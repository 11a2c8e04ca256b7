import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { Entry, Ledger } from '../api/ledger';

const KEY = 'writtenBefore';

interface Saved {
	run: number;
	entries: Record<string, Entry>;
}

/**
 * What this run of the node has written, for when n8n runs it again from its first item, as it does
 * with "Retry On Fail". It is kept in the execution itself.
 */
export class WrittenBefore {
	private readonly isOfUse: boolean;
	private saved: Saved | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.isOfUse = context.getNode().retryOnFail === true;
	}

	/** The ledger of one item, if it is of use: where two items hold the same contact, both are written. */
	ofItem(index: number): Ledger | undefined {
		if (!this.isOfUse) return undefined;
		const keyOf = (request: string) =>
			createHash('sha256').update(`${index} ${request}`).digest('base64').slice(0, 16);
		return {
			recall: (request) => this.load().entries[keyOf(request)],
			enter: (request, entry) => {
				this.load().entries[keyOf(request)] = entry;
			},
		};
	}

	/**
	 * Ends the run.
	 *
	 * @param mayBeTriedAgain whether to keep what was written; else another run writes anew
	 */
	end(mayBeTriedAgain: boolean): void {
		if (this.saved === undefined) return;
		const store = this.context.getContext('node');
		if (mayBeTriedAgain) store[KEY] = this.saved;
		else delete store[KEY];
	}

	private load(): Saved {
		if (this.saved === undefined) {
			const run = this.context.getWorkflowDataProxy(0).$runIndex as number;
			const saved = this.context.getContext('node')[KEY] as Saved | undefined;
			this.saved = saved?.run === run ? saved : { run, entries: {} };
		}
		return this.saved;
	}
}
