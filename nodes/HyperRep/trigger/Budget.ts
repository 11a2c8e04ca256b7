import type { IPollFunctions } from 'n8n-workflow';

/** How long a poll may take if n8n does not say, in milliseconds: n8n's own default. */
const DEFAULT_BUDGET = 300_000;

/** The share of it for reading pages; the rest is for handing over. */
const READING_SHARE = 0.8;

/** The time that n8n gives a poll. */
export class Budget {
	/** When the poll must be over, in epoch milliseconds. */
	readonly until: number;
	private readonly readUntil: number;
	private before = Date.now();
	private longest = 0;

	constructor(context: IPollFunctions) {
		// Older n8n has no budget.
		const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number };
		const budget = getPollBudgetMs?.call(context) ?? DEFAULT_BUDGET;
		this.until = this.before + budget;
		this.readUntil = this.before + budget * READING_SHARE;
	}

	/** Whether there is no time left for one more request like the longest so far; call it after each. */
	readonly isTimeUp = (): boolean => {
		const now = Date.now();
		this.longest = Math.max(this.longest, now - this.before);
		this.before = now;
		return now + this.longest > this.readUntil;
	};
}
