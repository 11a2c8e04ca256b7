/** The median of some numbers, and how far they lie apart. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** @param numbers at least one */
export function spreadOf(numbers: number[]): Spread {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return {
		median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
		least: sorted[0],
		most: sorted[sorted.length - 1],
	};
}
