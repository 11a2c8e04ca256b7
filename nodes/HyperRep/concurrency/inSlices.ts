import { TimeSlice } from './TimeSlice';

/** How many items are processed between two looks at the clock. */
const SIZE = 500;

/**
 * Goes through a long list without blocking n8n: between two parts of it, the rest of n8n gets its turn if it is due.
 */
export async function* inSlices<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
	const time = new TimeSlice();
	for (let start = 0; start < items.length; start += SIZE) {
		if (time.isOver) await time.yieldTurn();
		yield items.length <= SIZE ? items : items.slice(start, start + SIZE);
	}
}
