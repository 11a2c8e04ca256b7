import type { Microseconds } from '../time/microseconds';

/** An order counts as shown when a list in no order would look so by chance once in a billion. */
const ENOUGH_EVIDENCE = Math.log(1e9);

/**
 * Watches whether instants only descend, as far as they were read.
 *
 * With `slack` they may rise again by as much: a list in the order of arrival has a contact whose
 * transaction was slow after younger ones.
 */
class Descent {
	private runStart: Microseconds;
	private count = 0;
	private runLength = 0;
	// The logarithm of the number of orders in which what was read could have come.
	private orders = 0;

	/** @param lowest of what was read earlier, `null` where that did not descend */
	constructor(
		readonly slack: Microseconds,
		private lowest: Microseconds | null = Infinity,
	) {
		this.runStart = lowest ?? Infinity;
	}

	add(instant: Microseconds): void {
		if (this.lowest === null) return;
		if (instant > this.lowest + this.slack) {
			this.lowest = null;
			return;
		}
		this.lowest = Math.min(this.lowest, instant);
		if (instant < this.runStart - this.slack) {
			this.runStart = instant;
			this.runLength = 0;
		}
		this.count++;
		this.runLength++;
		this.orders += Math.log(this.count / this.runLength);
	}

	/** `null` once an instant has risen. */
	get lowestSoFar(): Microseconds | null {
		return this.lowest;
	}

	get isShown(): boolean {
		return this.lowest !== null && this.orders >= ENOUGH_EVIDENCE;
	}
}

/**
 * Finds out in which order the contacts list comes. None is documented, so it is concluded from what
 * the list shows, anew in every poll.
 */
export class ListOrder {
	private readonly newestFirst: Descent[];
	private readonly oldestFirst: Descent[];

	/**
	 * @param slack by how much a list in the order of arrival may be out of order
	 * @param progress what `progress` was at the end of an earlier part of the list
	 */
	constructor(slack: Microseconds, progress: Array<Microseconds | null> = []) {
		const [newest, newestWithSlack, oldest, oldestWithSlack] = progress;
		this.newestFirst = [new Descent(0, newest), new Descent(slack, newestWithSlack)];
		this.oldestFirst = [new Descent(0, oldest), new Descent(slack, oldestWithSlack)];
	}

	add(instant: Microseconds): void {
		for (const descent of this.newestFirst) descent.add(instant);
		for (const descent of this.oldestFirst) descent.add(-instant);
	}

	/** How far each possible order has come, for going on in a later poll. */
	get progress(): Array<Microseconds | null> {
		return [...this.newestFirst, ...this.oldestFirst].map(({ lowestSoFar }) =>
			// A list that has shown nothing yet must not count as ordered: JSON has no infinity.
			lowestSoFar === Infinity ? null : lowestSoFar,
		);
	}

	/** Whether the list comes newest first and all that follows is older than `instant`. */
	hasPassed(instant: Microseconds): boolean {
		return this.newestFirst.some(
			({ isShown, lowestSoFar, slack }) => isShown && Number(lowestSoFar) < instant - slack,
		);
	}

	/** Whether nothing was read that contradicts oldest first. */
	get mayBeOldestFirst(): boolean {
		return this.oldestFirst.some(({ lowestSoFar }) => lowestSoFar !== null);
	}

	/**
	 * By how much at the most a contact can be younger than one that stands behind it, in a list that
	 * comes oldest first; `undefined` where it does not, or does not show it.
	 */
	get oldestFirstSlack(): Microseconds | undefined {
		return this.oldestFirst.find(({ isShown }) => isShown)?.slack;
	}
}
