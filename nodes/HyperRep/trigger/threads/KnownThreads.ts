import { BEGINNING, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import { Known } from '../recognizing/Known';

/** How many messages are remembered, so that the state stays small. */
const MAX_KNOWN = 9000;

/** Sets how many of them are saved with all hashes, and how many with one of each; see `Known`. */
const SCALE = 50_000;

/**
 * The messages that were dealt with, each conversation by itself: where IDs don't stay, new ones are told by
 * their number, which says nothing across conversations. A conversation is known by its start.
 */
export class KnownThreads {
	private readonly threads = new Map<string, Known>();

	/** Finds the new messages among pages of one conversation, and remembers them. */
	recognize(start: string, pages: Item[][], idsAreStable: boolean): Item[] {
		return this.of(start).recognize(pages, {
			areIdsStable: idsAreStable,
			wholeSince: BEGINNING,
		}).fresh;
	}

	/** Remembers the messages of a conversation without asking whether they are new. */
	add(start: string, pages: Item[][]): void {
		this.recognize(start, pages, false);
	}

	/** Forgets messages of a conversation that were just found. */
	drop(start: string, items: Item[], areIdsStable: boolean): void {
		this.of(start).drop(items, areIdsStable);
	}

	/** Messages older than this are too many to remember; the beginning of time where none are. */
	get excess(): Microseconds {
		const instants = [...this.threads.values()].flatMap((known) => known.instants);
		return instants.sort((a, b) => a - b)[instants.length - MAX_KNOWN] ?? BEGINNING;
	}

	/**
	 * Forgets messages that were sent before an instant.
	 *
	 * @param but the starts of conversations of which nothing is forgotten
	 */
	forgetBefore(instant: Microseconds, but: ReadonlySet<string> = new Set()): void {
		for (const [start, known] of this.threads) {
			if (but.has(start)) continue;
			known.forgetBefore(instant);
			if (known.size === 0) this.threads.delete(start);
		}
	}

	/** Writes all of it as a short text, for the state. */
	encode(idsAreStable: boolean): string {
		const total = [...this.threads.values()].reduce((sum, { size }) => sum + size, 0);
		return [...this.threads]
			.map(([start, known]) => `${start}=${known.encode(idsAreStable, total)}`)
			.join(';');
	}

	/** Reads what `encode` wrote. */
	static decode(text: string): KnownThreads {
		const known = new KnownThreads();
		for (const part of text === '' ? [] : text.split(';')) {
			const [start = '', messages = ''] = part.split('=');
			known.threads.set(start, Known.decode(messages, SCALE));
		}
		return known;
	}

	private of(start: string): Known {
		const known = this.threads.get(start) ?? new Known(SCALE);
		this.threads.set(start, known);
		return known;
	}
}
