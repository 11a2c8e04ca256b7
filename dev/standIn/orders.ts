import type { Microseconds } from './microseconds';

/** In which order a list comes. HyperRep documents none. */
export type ListOrder =
	'newestFirst' | 'oldestFirst' | 'lastEditedFirst' | 'lastActivityFirst' | 'name' | 'none';

/** The orders that every list can have; those with an activity can have `lastActivityFirst` too. */
export const LIST_ORDERS: readonly ListOrder[] = [
	'newestFirst',
	'oldestFirst',
	'lastEditedFirst',
	'name',
	'none',
];

/** What the orders go by. */
interface OrderedBy<T> {
	dateOf: (record: T) => Microseconds;
	nameOf: (record: T) => string;
	activityOf: (record: T) => number;
}

/** Says which of two records comes first, as `sort` takes it. */
export type Compare<T> = (a: T, b: T) => number;

/** Compares records as a list in this order does. */
export function comparisonOf<T extends { number: number; edition: number }>(
	order: ListOrder,
	{ dateOf, nameOf, activityOf }: OrderedBy<T>,
): Compare<T> {
	switch (order) {
		case 'newestFirst':
			return (a, b) => dateOf(b) - dateOf(a) || b.number - a.number;
		case 'oldestFirst':
			return (a, b) => dateOf(a) - dateOf(b) || a.number - b.number;
		case 'lastEditedFirst':
			return (a, b) => b.edition - a.edition;
		case 'lastActivityFirst':
			return (a, b) => activityOf(b) - activityOf(a) || b.number - a.number;
		case 'name':
			return (a, b) => compareText(nameOf(a), nameOf(b)) || a.number - b.number;
		case 'none':
			return (a, b) => scattered(a.number) - scattered(b.number) || a.number - b.number;
	}
}

// Spreads numbers in a fixed order that has nothing to do with their size.
const scattered = (number: number) => Math.imul(number + 1, 0x9e3779b1) >>> 0;

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
