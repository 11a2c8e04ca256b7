import type { IExecuteFunctions } from 'n8n-workflow';

import type { WriteEntry, WriteSlot } from '../api/writes';

interface Log {
	/** The run that its items belong to. */
	run: string;
	/** By the index of the item. */
	entries: Map<number, WriteEntry>;
}

/**
 * The logs, each by an object that all tries of a run share. n8n saves none of those, so retrying an
 * execution from n8n's list is another run.
 */
const logs = new WeakMap<object, Log>();

/**
 * What the items of this run have written, for when n8n runs the node again from its first item, as it does
 * with "Retry On Fail". An item that has written, or may have, does not write again, even if its values have
 * changed since.
 */
export class WriteLog {
	/** `undefined` if n8n won't run the node again. */
	private readonly key: object | undefined;
	private readonly entries: Log['entries'] = new Map();

	constructor(context: IExecuteFunctions) {
		if (context.getNode().retryOnFail !== true) return;
		this.key = keyOf(context);
		const run = runOf(context);
		const earlier = logs.get(this.key);
		if (earlier?.run === run) this.entries = earlier.entries;
		logs.set(this.key, { run, entries: this.entries });
	}

	/** One item's entry in the log; `undefined` if n8n won't run the node again. */
	slotOf(index: number): WriteSlot | undefined {
		if (this.key === undefined) return undefined;
		return {
			earlier: () => this.entries.get(index),
			note: (entry) => this.entries.set(index, entry),
		};
	}

	/** Forgets what was written, since n8n won't run the node again. */
	close(): void {
		if (this.key !== undefined) logs.delete(this.key);
	}
}

/** For an agent's call, the arguments from the model; otherwise what n8n keeps for the node in this execution. */
function keyOf(context: IExecuteFunctions): object {
	const call = isToolCall(context) ? context.getInputData()[0]?.json : undefined;
	if (call !== undefined) return call;
	try {
		return context.getContext('node');
	} catch {
		return context; // n8n keeps nothing for such a run, so no two tries have anything in common
	}
}

/** Tells apart what may share an object: the runs of a loop, and operations. */
function runOf(context: IExecuteFunctions): string {
	const { resource, operation } = context.getNode().parameters;
	// n8n counts each try of a tool as a run of its own.
	const index: unknown = isToolCall(context) ? 0 : context.getWorkflowDataProxy(0).$runIndex;
	return JSON.stringify([context.getExecutionId(), index, resource, operation]);
}

/** Whether an AI agent calls the node as a tool. Older versions of n8n do not say. */
const isToolCall = (context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>) =>
	context.isToolExecution?.() === true;
