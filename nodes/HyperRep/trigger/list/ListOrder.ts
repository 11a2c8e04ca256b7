import { shift, type Microseconds } from '../../time/microseconds';
import { ENOUGH_STEPS, SLACK } from '../numbers';

/** How far a descent has come: the lowest instant, where its last step began, and the steps. */
type Depth = [lowest: number, step: number, steps: number];

/** Above every instant: the first one is no step yet. */
const ABOVE: Depth = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -1];

/** Watches whether instants only descend, give or take some slack. */
class Descent {
	/** @param depth of an earlier part of the list; `null` where that did not descend */
	constructor(
		readonly slack: number,
		public depth: Depth | null = ABOVE,
	) {}

	add(instant: number): void {
		if (this.depth === null) return;
		const [lowest, step, steps] = this.depth;
		const low = Math.min(lowest, instant);
		if (instant > lowest + this.slack) this.depth = null;
		else if (instant < step - this.slack) this.depth = [low, instant, steps + 1];
		else this.depth = [low, step, steps];
	}

	/** The lowest instant, once enough steps were seen. */
	get shown(): Microseconds | undefined {
		const [lowest, , steps] = this.depth ?? ABOVE;
		return steps >= ENOUGH_STEPS ? (lowest as Microseconds) : undefined;
	}
}

/** What a list has shown of its order, as plain data. */
export type SavedOrder = Array<Depth | null>;

/** That a list comes newest first, also with slack. */
export const NEWEST_FIRST: SavedOrder = Array.from({ length: 2 }, () => [
	Number.MAX_SAFE_INTEGER,
	Number.MAX_SAFE_INTEGER,
	ENOUGH_STEPS,
]);

/**
 * Finds out in which order a list comes. None is documented, so it is concluded from what the list
 * shows. It decides how much is read, never what is new.
 */
export class ListOrder {
	private readonly newestFirst: Descent[];
	private readonly oldestFirst: Descent[];

	/** @param saved what the list has shown in front of these instants */
	constructor(instants: Microseconds[], saved: SavedOrder = []) {
		const [newest, newestWithSlack, oldest, oldestWithSlack] = saved;
		this.newestFirst = [new Descent(0, newest), new Descent(SLACK, newestWithSlack)];
		this.oldestFirst = [new Descent(0, oldest), new Descent(SLACK, oldestWithSlack)];
		for (const at of instants) {
			for (const descent of this.newestFirst) descent.add(at);
			for (const descent of this.oldestFirst) descent.add(-at);
		}
	}

	/** What the list has shown so far, for the state. */
	get saved(): SavedOrder {
		return [...this.newestFirst, ...this.oldestFirst].map(({ depth }) => depth);
	}

	/** Whether the list comes newest first, and all that follows is older than `instant`. */
	hasPassed(instant: Microseconds): boolean {
		return this.newestFirst.some(({ shown, slack }) => (shown ?? Infinity) < instant - slack);
	}

	/** In a list that comes newest first, everything since this instant was read. */
	get newestFirstSince(): Microseconds | undefined {
		for (const { shown, slack } of this.newestFirst) {
			if (shown !== undefined) return shift(shown, slack + 1);
		}
		return undefined;
	}

	/** Whether the list was seen to come oldest first. */
	get isOldestFirst(): boolean {
		return this.oldestFirst.some(({ shown }) => shown !== undefined);
	}

	/**
	 * By how much records may be out of order, where nothing contradicts that the list comes oldest first;
	 * else `undefined`.
	 */
	get oldestFirstSlack(): number | undefined {
		return this.oldestFirst.find(({ depth }) => depth !== null)?.slack;
	}
}
