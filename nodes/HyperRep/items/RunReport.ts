import { NodeApiError, type NodeError } from 'n8n-workflow';

import { listInWords } from '../errors/wording';

/** How many other failures are reported. */
const MAX_NAMED = 3;

/** What happened to the other items of a run that fails. */
export class RunReport {
	private readonly finished: number[] = [];
	private readonly failed = new Map<number, NodeError>();

	/**
	 * @param count of all items
	 * @param restAdvice what to do about the remaining items, if some were finished
	 */
	constructor(
		private readonly count: number,
		private readonly restAdvice: string | undefined,
	) {}

	/** Notes that an item was finished. */
	finish(index: number): void {
		this.finished.push(index);
	}

	/** Notes that a request for an item failed. */
	fail(index: number, error: NodeError): void {
		// Nothing was done for items with another error: they were invalid, or ended.
		if (error instanceof NodeApiError) this.failed.set(index, error);
	}

	/** Adds to an error's description what else was done, so that nobody does it twice. */
	addTo(error: NodeError): NodeError {
		const others = [...this.failed]
			.filter(([, other]) => other !== error)
			.sort(([a], [b]) => a - b);
		const named = others
			.slice(0, MAX_NAMED)
			.map(([n, { message }]) => `Item ${n + 1}: ${message}.`);
		const unnamed = others.length - named.length;
		const sentences = [
			error.description,
			this.finished.length > 0 && this.finishedItems(),
			...named,
			unnamed > 0 && `${unnamed} more failed.`,
			this.finished.length > 0 && this.restAdvice,
		];
		error.description = sentences.filter(Boolean).join(' ') || null;
		return error;
	}

	/** E.g. `Items 1 to 3, 5 and 7 of 9 were finished.` People count from 1, unlike n8n. */
	private finishedItems(): string {
		const ranges: Array<[first: number, last: number]> = [];
		for (const index of this.finished.sort((a, b) => a - b)) {
			const range = ranges.at(-1);
			if (range?.[1] === index - 1) range[1] = index;
			else ranges.push([index, index]);
		}
		const texts = ranges.map(([first, last]) =>
			first === last ? `${first + 1}` : `${first + 1} to ${last + 1}`,
		);
		const [items, were] = this.finished.length === 1 ? ['Item', 'was'] : ['Items', 'were'];
		return `${items} ${listInWords(texts)} of ${this.count} ${were} finished.`;
	}
}
