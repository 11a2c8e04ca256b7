import type { Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';
import { ListOrder } from './listOrder';
import { see, type Seen } from './memory';
import { momentOf, type ContactPage } from './source';
import type { State, Unfinished } from './state';
import { doIdsStay, witnessesOf, type Witnesses } from './witnesses';
import { Youngest } from './youngest';

/**
 * How long after its creation a contact may become visible: five minutes, and half a minute more for
 * servers whose clocks are apart.
 */
export const VISIBLE_WITHIN: Microseconds = 330_000_000;

/** One poll reads no more new contacts, so that a very large start does not exhaust n8n's memory. */
const MOST_AT_A_TIME = 100_000;

/** Stands for the cursor that the first page does not have. */
export const TOP = '';

/** What was read of the list in one go, from some place of it on. */
export class Reading {
	/** The contacts that are not settled, page by page as they came. */
	readonly pages: Seen[][] = [];
	/** Whether IDs stay the same from answer to answer; `undefined` where nothing showed it. */
	idsStay: boolean | undefined;
	/** Contacts of the first page, by which the next answer shows it. */
	firstPage: Witnesses = [];
	/** A page from elsewhere in the list, where this is its end; see `readRound`. */
	round: Reading | undefined;

	/** Where what was not read begins; `undefined` where nothing is left that could be new. */
	end: string | undefined;
	/** When the youngest contact of all that were read was created. */
	youngest: Microseconds;
	/** The server's time when it began, as its first answer told it. */
	began: Microseconds | undefined;
	/** When the youngest few of them were created. */
	readonly youngestFew = new Youngest();

	private readonly order: ListOrder;
	private readonly isContinued: boolean;
	private slackOfFront: Microseconds | undefined;
	private count = 0;
	private first: string | undefined;
	private readonly places: Array<{ cursor: string; first: Microseconds }> = [];

	/**
	 * @param known what an earlier poll left; contacts older than `settled` are left out
	 * @param witnesses contacts of an earlier answer
	 * @param unfinished where an earlier poll has stopped, if this goes on from there
	 */
	constructor(
		private readonly known: Pick<State, 'settled' | 'settledAtEnd' | 'youngSince'>,
		private readonly witnesses: Witnesses,
		unfinished?: Unfinished,
	) {
		this.isContinued = unfinished !== undefined;
		this.order = new ListOrder(VISIBLE_WITHIN, unfinished?.order);
		this.began = unfinished?.began;
		this.youngest = unfinished?.youngest ?? Number.MIN_SAFE_INTEGER;
	}

	/** @throws Error for a page that leads to itself */
	add(page: ContactPage): void {
		const { contacts, cursor, nextCursor } = page;
		if (nextCursor !== null && nextCursor === cursor) {
			throw new Error("HyperRep's list of contacts leads to the same page again and again");
		}
		this.began ??= momentOf(page);
		this.idsStay ??= doIdsStay(this.witnesses, contacts);
		if (this.pages.length === 0) {
			this.firstPage = witnessesOf(contacts);
			this.first = cursor;
		}
		const instants = contacts.map(createdAt);
		for (const instant of instants) {
			this.order.add(instant);
			this.youngest = Math.max(this.youngest, instant);
			this.youngestFew.add(instant);
		}
		const open = contacts.filter((_, n) => instants[n] >= this.known.settled);
		this.pages.push(open.map(see));
		this.count += open.length;
		if (cursor !== undefined && instants.length > 0) {
			this.places.push({ cursor, first: instants[0] });
		}
		this.end = nextCursor === null || this.hasPassed ? undefined : nextCursor;
	}

	/**
	 * Whether the list comes newest first and all that follows is settled. Where none of the young ones
	 * stood in front, it only looks so: by the time of the last edit, say, old contacts come first.
	 */
	private get hasPassed(): boolean {
		const { settled, youngSince } = this.known;
		return this.youngest >= youngSince && this.order.hasPassed(settled);
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
		return this.end === undefined;
	}

	/** Whether this reading alone has everything that is not settled. */
	get isWhole(): boolean {
		return this.isComplete && !this.isContinued;
	}

	/** Whether all came in one answer, so that nothing can have moved meanwhile. */
	get isAtOnce(): boolean {
		return this.pages.length === 1 && !this.isContinued;
	}

	/** Where it began: a cursor, or `TOP`. */
	get start(): string {
		return this.first ?? TOP;
	}

	/** Whether nothing in front of it was left out. */
	get isFromTop(): boolean {
		return this.first === undefined && !this.isContinued;
	}

	/** Where a later poll is to go on. */
	get unfinished(): Unfinished | undefined {
		if (this.end === undefined) return undefined;
		const began = this.began ?? this.known.settled;
		const { youngest } = this;
		return { cursor: this.end, began, youngest, order: this.order.progress };
	}

	/** By how much the list, if it comes oldest first, is out of order; `undefined` if it does not. */
	private get oldestFirstSlack(): Microseconds | undefined {
		return this.order.mayBeOldestFirst
			? (this.order.oldestFirstSlack ?? this.slackOfFront)
			: undefined;
	}

	/** Takes over that the front of the list shows it to come oldest first, if this can follow it. */
	follow(front: Reading): void {
		const slack = front.oldestFirstSlack;
		const isBehind = slack !== undefined && front.youngest <= this.places[0]?.first + slack;
		if (isBehind) this.slackOfFront = slack;
	}

	/** Whether nothing that stands in front of this reading can be new, as the list comes oldest first. */
	get isTail(): boolean {
		const slack = this.oldestFirstSlack;
		return slack !== undefined && this.places[0]?.first < this.known.settledAtEnd - slack;
	}

	/**
	 * In a list that comes oldest first, the last place behind which everything stands that is younger
	 * than `settled`: a cursor, or `TOP`.
	 */
	nearEnd(settled: Microseconds): string | undefined {
		const slack = this.oldestFirstSlack;
		if (slack === undefined) return undefined;
		return this.places.filter(({ first }) => first < settled - slack).at(-1)?.cursor ?? TOP;
	}
}
