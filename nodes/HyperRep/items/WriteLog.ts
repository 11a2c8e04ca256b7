import type { IExecuteFunctions } from 'n8n-workflow';

import type { WriteEntry, WriteSlot } from '../api/writes';

/** Where the log is kept in the execution. */
const KEY = 'writeLog';

interface SavedLog {
	run: number;
	/** By the index of the item. */
	entries: Record<number, WriteEntry>;
}

/** The logs of an AI agent's calls, each by the arguments that the model gave. */
const logsOfCalls = new WeakMap<object, SavedLog>();

/**
 * What the items of this run have written, for when n8n runs the node again from its first item, as
 * it does with "Retry On Fail". An item that has written, or may have, does not write again, no matter
 * how its values have changed since. The log is kept in the execution itself; that of an agent's call is
 * kept with the call, since n8n counts each try of a tool as another run.
 */
export class WriteLog {
	private readonly isNeeded: boolean;
	/** What all tries of an agent's call have in common; `undefined` where no agent calls. */
	private readonly call: object | undefined;
	private log: SavedLog | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.isNeeded = context.getNode().retryOnFail === true;
		this.call = isToolCall(context) ? context.getInputData()[0]?.json : undefined;
	}

	/** The place of one item in the log; `undefined` where n8n won't run the node again. */
	slotOf(index: number): WriteSlot | undefined {
		if (!this.isNeeded) return undefined;
		return {
			earlier: () => this.load().entries[index],
			note: (entry) => {
				this.load().entries[index] = entry;
			},
		};
	}

	/** @param mayRunAgain whether an item failed; if none did, the log is not needed any more */
	close(mayRunAgain: boolean): void {
		if (this.log === undefined) return;
		if (this.call !== undefined) {
			if (mayRunAgain) logsOfCalls.set(this.call, this.log);
			else logsOfCalls.delete(this.call);
			return;
		}
		const store = this.context.getContext('node');
		if (mayRunAgain) store[KEY] = this.log;
		else delete store[KEY];
	}

	private load(): SavedLog {
		this.log ??= this.loadSaved();
		return this.log;
	}

	private loadSaved(): SavedLog {
		const ofCall = this.call && logsOfCalls.get(this.call);
		if (ofCall !== undefined) return ofCall;
		const run: unknown = this.context.getWorkflowDataProxy(0).$runIndex;
		const saved = this.context.getContext('node')[KEY] as SavedLog | undefined;
		return saved !== undefined && saved.run === run ? saved : { run: Number(run), entries: {} };
	}
}

/** Whether an AI agent calls the node as a tool. Older n8n does not tell. */
const isToolCall = (context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>) =>
	context.isToolExecution?.() === true;
