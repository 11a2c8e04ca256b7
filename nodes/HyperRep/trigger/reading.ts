import type { Microseconds } from '../microseconds';
import { createdAt } from './createdAt';
import { ListOrder } from './listOrder';
import { see, type Seen } from './memory';
import { momentOf, type ContactPage, type ContactSource } from './source';
import type { State, Unfinished } from './state';
import { doIdsStay, witnessesOf, type Witnesses } from './witnesses';

/**
 * How long after its creation a contact may become visible: five minutes, and half a minute more for
 * servers whose clocks are apart.
 */
export const VISIBLE_WITHIN: Microseconds = 330_000_000;

/** One poll reads no more new contacts, so that a very large start does not exhaust n8n's memory. */
const MOST_AT_A_TIME = 100_000;

/** What was read of the list in one go, from some place of it on. */
export class Reading {
	/** The contacts that are not settled, page by page as they came. */
	readonly pages: Seen[][] = [];
	/** Whether IDs stay the same from answer to answer; `undefined` where nothing showed it. */
	idsStay: boolean | undefined;
	/** Contacts of an earlier answer, which shows it; `undefined` where there is none. */
	witnesses: Witnesses | undefined;

	/** When the youngest contact of all that were read was created. */
	youngest: Microseconds = Number.MIN_SAFE_INTEGER;

	private count = 0;
	private next: string | undefined;
	private readonly places: Array<{ cursor: string; first: Microseconds }> = [];

	/**
	 * @param settled older contacts are left out
	 * @param began the server's time when the reading began, where an earlier answer told it
	 * @param order what earlier answers showed of the list's order
	 * @param isContinued whether an earlier poll has read the first part
	 */
	constructor(
		private readonly settled: Microseconds,
		public began?: Microseconds,
		readonly order = new ListOrder(VISIBLE_WITHIN),
		private readonly isContinued = false,
	) {}

	add(page: ContactPage): void {
		const { contacts, cursor, nextCursor } = page;
		this.began ??= momentOf(page);
		this.idsStay ??= doIdsStay(this.witnesses ?? [], contacts);
		const instants = contacts.map(createdAt);
		for (const instant of instants) {
			this.order.add(instant);
			this.youngest = Math.max(this.youngest, instant);
		}
		const open = contacts.filter((_, n) => instants[n] >= this.settled);
		this.pages.push(open.map(see));
		this.count += open.length;
		if (cursor !== undefined && instants.length > 0) {
			this.places.push({ cursor, first: instants[0] });
		}
		const isAtEnd = nextCursor === null || this.order.hasPassed(this.settled);
		this.next = isAtEnd ? undefined : nextCursor;
	}

	/** Adds pages until everything was read or the time is up, at least one. */
	async addAll(pages: AsyncIterable<ContactPage>, isTimeUp: () => boolean): Promise<void> {
		for await (const page of pages) {
			this.add(page);
			if (this.isComplete || this.count >= MOST_AT_A_TIME || isTimeUp()) return;
		}
	}

	/** Whether everything that is not settled was read. */
	get isComplete(): boolean {
		return this.next === undefined;
	}

	/** Whether this reading alone has everything that is not settled. */
	get isWhole(): boolean {
		return this.isComplete && !this.isContinued;
	}

	/** Whether all came in one answer, so that nothing can have moved meanwhile. */
	get isAtOnce(): boolean {
		return this.pages.length === 1 && !this.isContinued;
	}

	/** Where a later poll is to go on. */
	get unfinished(): Unfinished | undefined {
		if (this.next === undefined) return undefined;
		const began = this.began ?? this.settled;
		const { youngest } = this;
		return { cursor: this.next, began, youngest, order: this.order.progress };
	}

	/** Whether nothing that stands in front of this reading can be new, as the list comes oldest first. */
	get isTail(): boolean {
		const slack = this.order.oldestFirstSlack;
		return slack !== undefined && this.places[0]?.first < this.settled - slack;
	}

	/** The last place behind which everything stands that is younger than `settled`, if there is one. */
	nearEnd(settled: Microseconds): string | undefined {
		const slack = this.order.oldestFirstSlack;
		if (slack === undefined) return undefined;
		return this.places.filter(({ first }) => first < settled - slack).at(-1)?.cursor;
	}
}

/**
 * Reads what can be new, as little as the list's order allows:
 *
 * - where an earlier poll had to stop, if one had
 * - newest first: from the top until everything that follows is settled
 * - oldest first: from a place near the end that was remembered
 * - otherwise, and whenever the order does not show: everything
 *
 * @param isTimeUp whether to stop for this poll; asked after every page
 */
export async function readNew(
	source: ContactSource,
	{ settled, unfinished, nearEnd, witnesses }: State,
	isTimeUp: () => boolean,
): Promise<Reading> {
	if (unfinished !== undefined) {
		const rest = await source.resume(unfinished.cursor);
		if (rest !== undefined) {
			const order = new ListOrder(VISIBLE_WITHIN, unfinished.order);
			const reading = new Reading(settled, unfinished.began, order, true);
			reading.youngest = unfinished.youngest;
			await reading.addAll(rest, isTimeUp);
			return reading;
		}
	}
	const peek = await source.peek();
	const top = new Reading(settled);
	top.witnesses = witnesses;
	top.add(peek);
	const evidence = { witnesses: witnessesOf(peek.contacts), idsStay: top.idsStay };
	if (top.isComplete) return Object.assign(top, evidence);
	if (nearEnd !== undefined && top.order.mayBeOldestFirst) {
		const rest = await source.resume(nearEnd);
		if (rest !== undefined) {
			const tail = Object.assign(new Reading(settled, top.began, top.order), evidence);
			await tail.addAll(rest, isTimeUp);
			if (tail.isTail) return tail;
		}
	}
	const all = Object.assign(new Reading(settled, top.began), evidence);
	await all.addAll(source.pages(), isTimeUp);
	return all;
}
