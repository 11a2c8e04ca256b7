import { BEGINNING, latest, type Microseconds } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import { Known } from '../recognizing/Known';

/** So many messages are remembered, so that the state stays small. */
const MAX_KNOWN = 20_000;

/**
 * The messages that were dealt with, apart for each conversation: where IDs don't stay they are told by
 * number, which says nothing across conversations. A conversation is known by its start.
 */
export class KnownThreads {
	private readonly threads = new Map<string, Known>();

	/** Finds the new messages among pages of one conversation, and remembers them. */
	recognize(start: string, pages: Item[][], idsAreStable: boolean): Item[] {
		return this.of(start).recognize(pages, {
			idsAreStable,
			isWalk: false,
			wholeSince: BEGINNING,
			// Two conversations may have the same start, and not both were read.
			mayBeOthers: true,
		});
	}

	/** Remembers the messages of a conversation without asking whether they are new. */
	add(start: string, pages: Item[][]): void {
		this.of(start).add(pages);
	}

	/** Forgets messages of a conversation that were just found. */
	drop(start: string, items: Item[]): void {
		this.of(start).drop(items);
	}

	/** @returns the watermark, moved on where there would be too many messages */
	forgetBefore(watermark: Microseconds): Microseconds {
		let oldest = watermark;
		const instants = [...this.threads.values()].flatMap((known) => known.instants);
		if (instants.length > MAX_KNOWN) {
			const kept = instants.sort((a, b) => a - b)[instants.length - MAX_KNOWN];
			oldest = latest(oldest, kept ?? oldest);
		}
		for (const [start, known] of this.threads) {
			known.forgetBefore(oldest);
			if (known.size === 0) this.threads.delete(start);
		}
		return oldest;
	}

	encode(idsAreStable: boolean): string {
		return [...this.threads]
			.map(([start, known]) => `${start}=${known.encode(idsAreStable)}`)
			.join(';');
	}

	static decode(text: string): KnownThreads {
		const known = new KnownThreads();
		for (const part of text === '' ? [] : text.split(';')) {
			const [start = '', messages = ''] = part.split('=');
			known.threads.set(start, Known.decode(messages));
		}
		return known;
	}

	private of(start: string): Known {
		const known = this.threads.get(start) ?? new Known();
		this.threads.set(start, known);
		return known;
	}
}
