import { Reading, TOP } from './reading';
import { readRound } from './rounds';
import type { ContactSource } from './source';
import type { State } from './state';

/**
 * Reads what can be new, as little as the list's order allows:
 *
 * - where an earlier poll had to stop, if one had
 * - oldest first: from a place near the end that was remembered, and a page in turn besides
 * - newest first: from the top until everything that follows is settled
 * - otherwise, and whenever the order does not show: everything
 *
 * @param isTimeUp whether to stop for this poll; asked after every page
 */
export async function readNew(
	source: ContactSource,
	state: State,
	isTimeUp: () => boolean,
): Promise<Reading> {
	const { unfinished, nearEnd, witnesses } = state;
	const readFrom = async (cursor: string, reading: Reading) => {
		const pages = await source.resume(cursor);
		if (pages === undefined) return undefined;
		await reading.addAll(pages, isTimeUp);
		return reading;
	};
	if (unfinished !== undefined) {
		const rest = new Reading(state, witnesses, unfinished);
		if (await readFrom(unfinished.cursor, rest)) return rest;
	}
	if (nearEnd === TOP) {
		const short = new Reading(state, witnesses);
		await short.addAll(source.pages(), isTimeUp);
		return short;
	}
	let tail: Reading | undefined;
	if (nearEnd !== undefined) {
		tail = await readFrom(nearEnd, new Reading(state, witnesses));
		if (tail?.pages.length === 1 && !isTimeUp()) {
			tail.round = await readRound(source, state);
			// The end of a list can be too short to show an order by itself.
			if (tail.round !== undefined && !tail.isTail) tail.follow(tail.round);
		}
		if (tail?.isTail) return tail;
	}
	const peek = await source.peek();
	const top = new Reading(state, witnesses);
	top.add(peek);
	if (top.isComplete) return top;
	tail?.follow(top);
	if (tail?.isTail) return tail;
	const all = new Reading(state, top.firstPage);
	await all.addAll(source.pages(), isTimeUp);
	all.idsStay ??= top.idsStay;
	return all;
}
