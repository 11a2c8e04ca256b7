import type { Quantity } from '../series';
import type { Spread } from '../spread';

/** `1,234 ms (1,200–1,300)`, or the same in MB */
export function inUnitOf(quantity: Quantity, spread: Spread): string {
	return quantity === 'time' ? inMilliseconds(spread) : inUnits(spread, 1e6, 'MB');
}

export const inMilliseconds = (spread: Spread) => inUnits(spread, 1, 'ms');

/** `26 kB`, or `26 kB (25–27)` where it differed. */
export const inKilobytes = (spread: Spread) => inUnits(spread, 1000, 'kB');

export const inNumbers = (spread: Spread) => inUnits(spread, 1, '');

/** A whole number with separators; small ones with a decimal. */
export function readable(number: number): string {
	const maximumFractionDigits = number < 10 ? 1 : 0;
	return number.toLocaleString('en', { maximumFractionDigits });
}

function inUnits({ median, least, most }: Spread, unit: number, name: string): string {
	const [middle, low, high] = [median, least, most].map((number) => readable(number / unit));
	const range = low === high ? '' : ` (${low}–${high})`;
	return `${middle} ${name}`.trim() + range;
}
