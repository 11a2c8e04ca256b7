import { MINUTE, shift, type Microseconds } from '../../time/microseconds';

/** By how much a list in the order of arrival may be out of order: some transactions are slow. */
export const SLACK = 5.5 * MINUTE;

/** So many steps down in a row: a list in no order looks so by chance once in six billion times. */
const ENOUGH_STEPS = 12;

/** How far a descent has come: the lowest instant, where its last step began, and the steps. */
type Progress = [lowest: number, step: number, steps: number];

/** Watches whether instants only descend, give or take some slack. */
class Descent {
	/** @param progress of an earlier part of the list; `null` where that did not descend */
	constructor(
		readonly slack: number,
		private progress: Progress | null | undefined,
	) {}

	add(instant: number): void {
		if (this.progress === null) return;
		if (this.progress === undefined) {
			this.progress = [instant, instant, 0];
			return;
		}
		const [lowest, step, steps] = this.progress;
		if (instant > lowest + this.slack) this.progress = null;
		else if (instant < step - this.slack)
			this.progress = [Math.min(lowest, instant), instant, steps + 1];
		else this.progress = [Math.min(lowest, instant), step, steps];
	}

	get isBroken(): boolean {
		return this.progress === null;
	}

	get isShown(): boolean {
		return (this.progress?.[2] ?? 0) >= ENOUGH_STEPS;
	}

	get lowest(): Microseconds {
		return (this.progress?.[0] ?? Infinity) as Microseconds;
	}

	hasPassed(instant: number): boolean {
		return this.isShown && this.lowest < instant - this.slack;
	}

	get saved(): Progress | null | undefined {
		return this.progress;
	}
}

/** What a list has shown of its order, as plain data. */
export type SavedOrder = Array<Progress | null>;

/**
 * Finds out in which order a list comes. None is documented, so it is concluded from what the list
 * shows. It decides how much is read, never what is new.
 */
export class ListOrder {
	private readonly newestFirst: Descent[];
	private readonly oldestFirst: Descent[];

	constructor(saved: SavedOrder = []) {
		const [newest, newestWithSlack, oldest, oldestWithSlack] = saved;
		this.newestFirst = [new Descent(0, newest), new Descent(SLACK, newestWithSlack)];
		this.oldestFirst = [new Descent(0, oldest), new Descent(SLACK, oldestWithSlack)];
	}

	add(instant: Microseconds): void {
		for (const descent of this.newestFirst) descent.add(instant);
		for (const descent of this.oldestFirst) descent.add(-instant);
	}

	/** `undefined` where nothing was added yet. */
	get saved(): SavedOrder | undefined {
		const all = [...this.newestFirst, ...this.oldestFirst].map(({ saved }) => saved);
		return all.every((one) => one !== undefined) ? all : undefined;
	}

	/** Whether the list comes newest first, and all that follows is older than `instant`. */
	hasPassed(instant: Microseconds): boolean {
		return this.newestFirst.some((descent) => descent.hasPassed(instant));
	}

	/** In a list that comes newest first, everything since this instant was read. */
	get newestFirstSince(): Microseconds | undefined {
		const shown = this.newestFirst.find(({ isShown }) => isShown);
		return shown && shift(shown.lowest, shown.slack + 1);
	}

	/** Whether the list was seen to come oldest first. */
	get isOldestFirst(): boolean {
		return this.oldestFirst.some(({ isShown }) => isShown);
	}

	/**
	 * By how much records may be out of order, where nothing contradicts that the list comes oldest first;
	 * else `undefined`.
	 */
	get oldestFirstSlack(): number | undefined {
		return this.oldestFirst.find(({ isBroken }) => !isBroken)?.slack;
	}
}
