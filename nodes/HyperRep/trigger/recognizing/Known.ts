import { BEGINNING, shift, type Microseconds } from '../../time/microseconds';
import { MAX_KNOWN, ROOM } from '../numbers';
import { readEntries, writeEntries, type Entry } from './encoding';
import { lookOf, type Fingerprint, type Item } from './Item';
import { Instant, type HowRead, type Part, type Recognized } from './Instant';

/** The records since the watermark that were processed, by the microsecond of their creation. */
export class Known {
	private readonly entries: Map<Microseconds, Entry>;

	/** @param most how many may be remembered */
	constructor(
		private readonly most = MAX_KNOWN,
		entries: Iterable<[Microseconds, Entry]> = [],
	) {
		this.entries = new Map(entries);
	}

	/**
	 * Finds the new ones among records that were read in one go, and remembers them.
	 *
	 * @param pages as they came, without what is older than the watermark
	 */
	recognize(pages: Item[][], how: HowRead): Recognized {
		const all: Recognized = { fresh: [], undecided: [], doubtful: [] };
		for (const [at, parts] of byInstant(pages)) {
			const instant = new Instant(this.entries.get(at) ?? { marks: [], shown: 0 }, how);
			for (const part of parts) instant.see(part);
			const isWhole = how.completeSince !== undefined && at >= how.completeSince;
			const { fresh, undecided, doubtful, entry } = instant.decide(isWhole);
			for (const item of fresh) all.fresh.push(item);
			for (const item of undecided) all.undecided.push(item);
			for (const item of doubtful) all.doubtful.push(item);
			if (entry.marks.length > 0) this.entries.set(at, entry);
		}
		return all;
	}

	/** Remembers records, whether they are new or not. */
	add(items: Item[]): void {
		for (const { at, fingerprint } of items) {
			const { marks = [], shown = 0 } = this.entries.get(at) ?? {};
			marks.push(fingerprint);
			this.entries.set(at, { marks, shown });
		}
	}

	/** Forgets records that were just found. */
	drop(items: Item[], areIdsStable: boolean): void {
		const dropped = new Map<string, number>();
		const keyOf = (at: number, mark: Fingerprint) => `${at} ${lookOf(mark, areIdsStable)}`;
		for (const { at, fingerprint } of items) {
			const key = keyOf(at, fingerprint);
			dropped.set(key, (dropped.get(key) ?? 0) + 1);
		}
		for (const at of new Set(items.map((item) => item.at))) {
			const { marks = [], shown = 0 } = this.entries.get(at) ?? {};
			// Of those that look the same, the last were found last: the others keep their IDs.
			const stays = marks.map(() => true);
			for (const [n, mark] of [...marks.entries()].reverse()) {
				const count = dropped.get(keyOf(at, mark)) ?? 0;
				dropped.set(keyOf(at, mark), count - 1);
				stays[n] = count <= 0;
			}
			const left = marks.filter((_, n) => stays[n]);
			if (left.length === 0) this.entries.delete(at);
			else
				this.entries.set(at, { marks: left, shown: stays.slice(0, shown).filter(Boolean).length });
		}
	}

	/** Forgets IDs that were seen to change. */
	forgetIds(): void {
		for (const entry of this.entries.values()) {
			entry.marks = entry.marks.map(([, content]) => ['', content]);
		}
	}

	/** A new pass has shown nothing yet. */
	beginPass(): void {
		for (const [at, { marks }] of this.entries) this.entries.set(at, { marks, shown: 0 });
	}

	/** Whether a record with this ID, or with this content, is known. */
	has([id, content]: Fingerprint): boolean {
		return [...this.entries.values()].some(({ marks }) =>
			marks.some((mark) => (id !== '' && mark[0] === id) || mark[1] === content),
		);
	}

	/** The instants of all records. */
	get instants(): Microseconds[] {
		return [...this.entries].flatMap(([at, { marks }]) => marks.map(() => at));
	}

	/** Whether a record of this microsecond is known. */
	hasInstant(at: Microseconds): boolean {
		return this.entries.has(at);
	}

	get size(): number {
		let size = 0;
		for (const { marks } of this.entries.values()) size += marks.length;
		return size;
	}

	/** How many more may be remembered; some in any case. */
	get room(): number {
		return Math.max(this.most * ROOM, this.most - this.size);
	}

	/** What is older than this is too much to be remembered; the beginning of time where nothing is. */
	get excess(): Microseconds {
		const { size, most } = this;
		if (size <= most) return BEGINNING;
		return this.instants.sort((a, b) => a - b)[size - most] ?? BEGINNING;
	}

	/** Forgets what is older than `instant`. */
	forgetBefore(instant: Microseconds): void {
		for (const at of this.entries.keys()) if (at < instant) this.entries.delete(at);
	}

	/**
	 * Makes room by forgetting the oldest records that the pass has shown, since it will not show them again.
	 *
	 * @param began when the pass began: a younger record may stand on a page that it has left behind
	 * @param last stay, since new records may move them to the next page
	 * @returns some of what was created before it is forgotten
	 */
	forgetShown(began: Microseconds, last: Item[]): Microseconds {
		let excess = this.size - this.most * (1 - ROOM);
		if (excess <= 0) return BEGINNING;
		const kept = new Set(last.map(({ at }) => at));
		const shown = [...this.entries]
			.filter(([at, { marks, shown }]) => at < began && shown === marks.length && !kept.has(at))
			.sort(([a], [b]) => a - b);
		let forgotten = BEGINNING;
		for (const [at, { marks }] of shown) {
			if (excess <= 0) break;
			this.entries.delete(at);
			excess -= marks.length;
			forgotten = shift(at, 1);
		}
		return forgotten;
	}

	/**
	 * Writes all of it as a short text.
	 *
	 * @param total how many records the state remembers in all
	 */
	encode(areIdsStable: boolean, total = this.size): string {
		return writeEntries(this.entries, { areIdsStable, total });
	}

	/** Reads what `encode` wrote. An empty text knows nothing. */
	static decode(text: string, most?: number): Known {
		return new Known(most, readEntries(text));
	}
}

/** Records by microsecond, and of each by page. */
function byInstant(pages: Item[][]): Map<Microseconds, Part[]> {
	const groups = new Map<Microseconds, Part[]>();
	const pageOf = new Map<Part, Item[]>();
	for (const page of pages) {
		for (const item of page) {
			const parts = groups.get(item.at) ?? [];
			if (parts.length === 0) groups.set(item.at, parts);
			const last = parts.at(-1);
			if (last !== undefined && pageOf.get(last) === page) last.push(item);
			else {
				const part = [item];
				pageOf.set(part, page);
				parts.push(part);
			}
		}
	}
	return groups;
}
