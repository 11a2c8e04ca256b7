import type { Spread } from './spread';

/** One thing that must be reached, and whether it is. */
export interface Limit {
	work: string;
	mustReach: string;
	measured: string;
	isReached: boolean;
}

/** A limit for a ratio, of which the median counts. */
export function limitOfRatio(
	work: string,
	{ median, least, most }: Spread,
	limit: { atMost: number } | { atLeast: number },
	of: string,
): Limit {
	const isReached = 'atMost' in limit ? median <= limit.atMost : median >= limit.atLeast;
	const mustReach = 'atMost' in limit ? `≤ ${limit.atMost} ×` : `≥ ${limit.atLeast} ×`;
	return {
		work,
		mustReach: `${mustReach} ${of}`,
		measured: `${format(median)} × (${format(least)}–${format(most)})`,
		isReached,
	};
}

/** Two decimals, rounded so that no number looks better than it is: 0.704 is not shown as 0.7. */
const format = (ratio: number) => ratio.toFixed(ratio < 10 ? 3 : 1);
