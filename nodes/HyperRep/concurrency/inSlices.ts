import { TimeSlice } from './TimeSlice';

/** How many items are processed before the clock is checked again. */
const SIZE = 500;

/** Iterates over a long list without blocking n8n: between two parts of it, the rest of n8n gets a turn if it is due. */
export async function* inSlices<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
	const time = new TimeSlice();
	for (let start = 0; start < items.length; start += SIZE) {
		if (time.isOver) await time.yieldTurn();
		yield items.length <= SIZE ? items : items.slice(start, start + SIZE);
	}
}
