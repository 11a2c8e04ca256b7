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

/** The runs of all ways of one work, in the same order for each. */
export interface Series {
	work: string;
	quantity: keyof Sample;
	values: Map<string, number[]>;
}

/** @param numbers at least one */
export function spreadOf(numbers: number[]): Spread {
	const sorted = [...numbers].sort((a, b) => a - b);
	const at = (place: number) => sorted[place] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
	return { median, least: at(0), most: at(sorted.length - 1) };
}

/** What one way took, in multiples of `unit`. */
export function spread({ values }: Series, name: string, unit = 1): Spread {
	return spreadOf((values.get(name) ?? []).map((value) => value / unit));
}

/** The ratios of two ways, run by run: each with the one beside it, in multiples of `unit`. */
export function ratios({ values }: Series, one: string, other: string, unit = 1): Spread {
	const others = values.get(other) ?? [];
	return spreadOf((values.get(one) ?? []).map((value, n) => value / (others[n] ?? NaN) / unit));
}

/** E.g. `1,234 ms (1,200–1,300)`. */
export function inWords({ median, least, most }: Spread, unit = '', write = readable): string {
	const [low, high] = [write(least), write(most)];
	return `${write(median)} ${unit}`.trim() + (low === high ? '' : ` (${low}–${high})`);
}

/** A whole number with separators; a small one with a decimal. */
export const readable = (number: number) =>
	number.toLocaleString('en', { maximumFractionDigits: number < 10 ? 1 : 0 });

/** Three decimals of small numbers, so that none looks better than it is: 0.704 is not shown as 0.7. */
export const exact = (number: number) =>
	number < 10 && !Number.isInteger(number) ? number.toFixed(3) : readable(number);
