import { BEGINNING, latest, type Microseconds } from '../../time/microseconds';
import { MAX_CURSORS, MAX_MESSAGES, MAX_SHARED } from '../numbers';
import type { Item } from '../recognizing/Item';
import { Known } from '../recognizing/Known';
import { waits, type Thread } from './Thread';

/** The start of a conversation without a readable one. */
export const NO_START = '0';

/** As plain data. */
export interface SavedProgress {
	/** Conversations without a cursor are read from there. */
	watermark: Microseconds;
	/** For each cursor, the starts of conversations, with their known messages; see `Known`. */
	cursors: Record<string, Record<string, string>>;
	/** Starts that several conversations share. */
	shared: string[];
}

/**
 * How far each conversation was read. All messages before its cursor were processed; of those since then, it
 * is known which were. A conversation is identified by its start, since IDs may change; if several share a
 * start, their cursor stays, and their messages are remembered.
 */
export class Progress {
	private readonly cursors = new Map<string, { since: Microseconds; known: Known }>();
	private readonly shared: Set<string>;
	private watermark: Microseconds;

	constructor(
		saved: SavedProgress,
		readonly areIdsStable: boolean,
	) {
		this.watermark = saved.watermark;
		this.shared = new Set([NO_START, ...saved.shared]);
		for (const [cursor, starts] of Object.entries(saved.cursors)) {
			const since = Number(cursor) as Microseconds;
			for (const [start, known] of Object.entries(starts)) {
				this.cursors.set(start, { since, known: Known.decode(known) });
			}
		}
	}

	/** Notes the starts that several of some conversations share. */
	share(threads: Thread[]): void {
		const starts = new Set<string>();
		for (const { start } of threads) {
			if (starts.size === starts.add(start).size) this.shared.add(start);
		}
	}

	/** The unique name of a conversation. */
	readonly nameOf = ({ id, start }: Thread): string =>
		this.areIdsStable || this.shared.has(start) ? id : start;

	/** Since when a conversation's messages may be new. */
	sinceOf({ start }: Thread): Microseconds {
		return this.cursors.get(start)?.since ?? this.watermark;
	}

	/**
	 * Finds the new messages of a conversation since its cursor, and remembers them.
	 *
	 * @param isRest whether earlier parts of the conversation were read before
	 */
	recognize(thread: Thread, pages: Item[][], isRest: boolean): Item[] {
		const { areIdsStable } = this;
		const { known } = this.cursorOf(thread);
		if (!isRest) known.beginPass();
		// A message of another conversation with the same start is not missing in this one.
		const movesOn = this.shared.has(thread.start);
		const how = { areIdsStable, completeSince: BEGINNING, movesOn, isPass: true };
		return known.recognize(pages, how).fresh;
	}

	/** Forgets a message that was just found. */
	drop(thread: Thread, item: Item): void {
		this.cursorOf(thread).known.drop([item], this.areIdsStable);
	}

	/** Notes that all messages of a conversation before an instant were processed. */
	advance(thread: Thread, instant: Microseconds): void {
		const cursor = this.cursorOf(thread);
		if (!this.shared.has(thread.start)) cursor.since = latest(cursor.since, instant);
	}

	/**
	 * Forgets what is no longer needed, and writes the rest.
	 *
	 * @param open conversations that are to be read since their cursors
	 * @param watermark where it moves to; absent while there are conversations that were never read
	 */
	save(open: Thread[], watermark?: Microseconds): SavedProgress {
		const kept = new Set(open.map((thread) => this.cursorOf(thread)));
		const waiting = new Set(open.filter(waits).map((thread) => this.cursorOf(thread)));
		const all = [...this.cursors.values()];
		const known = all.flatMap((one) => (waiting.has(one) ? [] : one.known.instants));
		const [excess, oldest] = [
			excessOf(known, MAX_MESSAGES),
			excessOf(
				all.map(({ since }) => since),
				MAX_CURSORS,
			),
		];
		if (watermark !== undefined) this.watermark = latest(this.watermark, watermark, oldest);
		for (const [start, cursor] of this.cursors) {
			if (!waiting.has(cursor)) cursor.since = latest(cursor.since, excess);
			if (!kept.has(cursor)) cursor.since = latest(cursor.since, this.watermark);
			cursor.known.forgetBefore(cursor.since);
			const isOver = cursor.known.size === 0 && cursor.since <= latest(this.watermark, oldest);
			if (isOver && !kept.has(cursor)) this.cursors.delete(start);
		}
		return this.saved;
	}

	private get saved(): SavedProgress {
		const { watermark, shared, areIdsStable } = this;
		const total = [...this.cursors.values()].reduce((sum, { known }) => sum + known.size, 0);
		const cursors: SavedProgress['cursors'] = {};
		for (const [start, { since, known }] of this.cursors) {
			const starts = (cursors[since] ??= {});
			starts[start] = known.size === 0 ? '' : known.encode(areIdsStable, total);
		}
		return { watermark, cursors, shared: [...shared].slice(-MAX_SHARED) };
	}

	private cursorOf(thread: Thread): { since: Microseconds; known: Known } {
		const { start } = thread;
		const cursor = this.cursors.get(start) ?? {
			since: this.sinceOf(thread),
			known: new Known(),
		};
		this.cursors.set(start, cursor);
		return cursor;
	}
}

/** Anything older than this is too much; the beginning of time if nothing is. */
function excessOf(instants: Microseconds[], most: number): Microseconds {
	return instants.sort((a, b) => a - b)[instants.length - most] ?? BEGINNING;
}
