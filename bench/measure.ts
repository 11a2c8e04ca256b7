/** The median of some numbers, and how far they lie apart. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** What one run was measured to take. */
export interface Sample {
	milliseconds: number;
	/** The most memory above what n8n had before the run; where the system tells it. */
	bytes?: number;
	/** The longest pause of n8n's event loop, in milliseconds. */
	pause?: number;
}

/** What is looked at of a run. */
export type Quantity = keyof Sample;

/** The runs of all contenders for one work, in the same order for each. */
export interface Series {
	work: string;
	quantity: Quantity;
	values: Map<string, number[]>;
}

/** Something that must be reached, and whether it is. */
export interface Goal {
	work: string;
	mustReach: string;
	measured: string;
	isReached: boolean;
}

/** What some polls, or a reading of all contacts, have cost. */
export interface PollCost {
	what: string;
	requests: Spread;
	/** On average; the median hides the few that cost more. */
	average: number;
	bytes: Spread;
	milliseconds: Spread;
}

/** What came out of measuring a work. */
export interface Findings {
	series: Series[];
	goals: Goal[];
	polls: PollCost[];
}

/** @param numbers at least one */
export function spreadOf(numbers: number[]): Spread {
	const sorted = [...numbers].sort((a, b) => a - b);
	const at = (place: number) => sorted[place] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	return {
		median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
		least: at(0),
		most: at(sorted.length - 1),
	};
}

/** The ratios of two contenders, run by run: each with the one beside it. */
export function ratios({ values }: Series, one: string, other: string): Spread {
	const others = values.get(other) ?? [];
	return spreadOf((values.get(one) ?? []).map((value, n) => value / (others[n] ?? NaN)));
}

/** A goal for a median. */
export function goal(
	work: string,
	{ median, least, most }: Spread,
	limit: { atMost: number } | { atLeast: number },
	unit: string,
): Goal {
	const isReached = 'atMost' in limit ? median <= limit.atMost : median >= limit.atLeast;
	const mustReach = 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`;
	const range = least === most ? '' : ` (${exact(least)}–${exact(most)})`;
	return { work, mustReach: `${mustReach} ${unit}`, measured: exact(median) + range, isReached };
}

/** Three decimals of small numbers, so that none looks better than it is: 0.704 is not shown as 0.7. */
const exact = (number: number) =>
	number < 10 && !Number.isInteger(number) ? number.toFixed(3) : readable(number);

/** A whole number with separators; a small one with a decimal. */
export const readable = (number: number) =>
	number.toLocaleString('en', { maximumFractionDigits: number < 10 ? 1 : 0 });
