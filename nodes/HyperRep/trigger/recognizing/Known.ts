import { BEGINNING, earliest, shift, type Microseconds } from '../../time/microseconds';
import { compareById, compareByNumber, matchAll, type Sighting } from './compare';
import { CONTENT, ID, lengthOf, type Fingerprint, type Item } from './Item';

/** How many records are remembered, so that the state stays below 1 MB. */
const MAX_KNOWN = 90_000;

/**
 * Shares of that. Up to the first, all hashes of each record are saved; up to the second, one of each;
 * beyond it, only how many records there are.
 */
const [ALL_HASHES_UP_TO, ONE_HASH_UP_TO] = [0.2, 0.5];

/** What is known of one microsecond. */
interface Entry {
	/** The records that were dealt with. */
	marks: Fingerprint[];
	/** How often the present walk has seen a record of this microsecond. */
	seen: number;
	/** How many records the last reading has shown, if that is more than are known; else 0. */
	claim: number;
}

const NOTHING: Entry = { marks: [], seen: 0, claim: 0 };

/** How the records were read that are to be recognized. */
export interface HowRead {
	/** Whether IDs were seen to stay the same from answer to answer. */
	idsAreStable: boolean;
	/** Whether this goes on with a walk. */
	isWalk: boolean;
	/** Since then, they are all that the list shows; absent where they are a part. */
	wholeSince?: Microseconds;
	/** Whether those of a microsecond that are known may stand elsewhere now. */
	mayBeOthers?: boolean;
}

/** The records since the watermark that were dealt with, by microsecond. */
export class Known {
	private readonly entries = new Map<Microseconds, Entry>();
	size = 0;

	/** @param most how many may be remembered */
	constructor(readonly most = MAX_KNOWN) {}

	/**
	 * Finds the new ones among records that were read in one go, and remembers them.
	 *
	 * @param pages as they came, without what is older than the watermark
	 */
	recognize(
		pages: Item[][],
		{ idsAreStable, isWalk, wholeSince, mayBeOthers = false }: HowRead,
	): Item[] {
		const found: Item[] = [];
		for (const [at, group] of byInstant(pages)) {
			const { marks: known, seen, claim } = this.entries.get(at) ?? NOTHING;
			const areAll = wholeSince !== undefined && at >= wholeSince;
			const total = group.length + (isWalk ? seen : 0);
			const confirmed = Math.min(claim, total);
			const { fresh, marks } = idsAreStable
				? compareById(group, known)
				: compareByNumber(group, known, { confirmed, areAll, mayBeOthers });
			for (const item of fresh) found.push(item);
			// A part of the list cannot take back what the whole of it has shown.
			const shown = isWalk ? claim : Math.max(areAll ? 0 : claim, group.length);
			const isDoubtful = !idsAreStable && shown > marks.length;
			const counted = idsAreStable ? 0 : isWalk ? total : seen;
			this.set(at, { marks, seen: counted, claim: isDoubtful ? shown : 0 });
		}
		return found;
	}

	/** Remembers all records of some pages. */
	add(pages: Item[][]): void {
		for (const [at, group] of byInstant(pages)) {
			const { marks, seen, claim } = this.entries.get(at) ?? NOTHING;
			const all = [...marks, ...group.map(({ item }) => item.fingerprint)];
			this.set(at, { marks: all, seen, claim });
		}
	}

	/** Forgets records that were just found. */
	drop(items: Item[]): void {
		for (const [at, group] of byInstant([items])) {
			const entry = this.entries.get(at) ?? NOTHING;
			const rest = matchAll({ items: group.map(({ item }) => item), marks: entry.marks });
			// What was read twice is remembered as it was read last.
			this.set(at, { ...entry, marks: rest.marks.slice(rest.items.length) });
		}
	}

	/** The hashes of all IDs, as far as they were saved. */
	get ids(): ReadonlySet<string> {
		const hashes = [...this.entries.values()].flatMap(({ marks }) => marks.map((mark) => mark[ID]));
		return new Set(hashes.filter((hash): hash is string => hash !== undefined && hash !== ''));
	}

	/** Whether a record of this microsecond is known. */
	hasInstant(at: Microseconds): boolean {
		return this.entries.has(at);
	}

	/** The instants of all records. */
	get instants(): Microseconds[] {
		return [...this.entries].flatMap(([at, { marks }]) => marks.map(() => at));
	}

	/** Begins to count what a new walk sees. */
	beginWalk(): void {
		for (const [at, entry] of this.entries) this.set(at, { ...entry, seen: 0 });
	}

	/** How often the present walk has seen records, by microsecond. */
	get seen(): ReadonlyMap<Microseconds, number> {
		return new Map([...this.entries].map(([at, { seen }]) => [at, seen]));
	}

	/** Goes on with the counts of an earlier walk. */
	resumeWalk(seen: ReadonlyMap<Microseconds, number>): void {
		for (const [at, entry] of this.entries) this.set(at, { ...entry, seen: seen.get(at) ?? 0 });
	}

	/** Claims the records of which a walk, or its first part, has seen more than are known. */
	claimSeen(): void {
		for (const [at, { marks, seen }] of this.entries) {
			if (seen > 0) this.set(at, { marks, seen, claim: seen > marks.length ? seen : 0 });
		}
	}

	/** The earliest microsecond of which more records were seen than are known. */
	get doubt(): Microseconds | undefined {
		let doubt: Microseconds | undefined;
		for (const [at, { claim }] of this.entries) {
			if (claim > 0) doubt = doubt === undefined ? at : earliest(doubt, at);
		}
		return doubt;
	}

	/** What is older than this is too much to be remembered; the beginning of time where nothing is. */
	get excess(): Microseconds {
		if (this.size <= this.most) return BEGINNING;
		return this.instants.sort((a, b) => a - b)[this.size - this.most] ?? BEGINNING;
	}

	/** Forgets what is older than `instant`. */
	forgetBefore(instant: Microseconds): void {
		for (const [at, { marks }] of this.entries) {
			if (at >= instant) continue;
			this.size -= marks.length;
			this.entries.delete(at);
		}
	}

	/**
	 * Writes all of it as a short text: which hashes are saved, then for each microsecond its distance from
	 * the one before, what the walk has seen, how many more records than one, the claim, and the hashes.
	 *
	 * @param total how many records the state remembers in all
	 */
	encode(idsAreStable: boolean, total = this.size): string {
		const places = this.placesToSave(idsAreStable, total);
		let before = 0;
		const entries = [...this.entries].sort(([a], [b]) => a - b);
		const parts = entries.map(([at, { marks, seen, claim }]) => {
			const numbers = [at - before, seen, marks.length - 1, claim];
			before = at;
			const texts = numbers.map((number) => (number === 0 ? '' : number.toString(36)));
			const hashes = marks.flatMap((mark) =>
				places.map((place) => (mark[place] ?? '').padEnd(lengthOf(place))),
			);
			// Zeros at the end are left out, since there may be very many of them.
			const short = texts.join('.').replace(/\.+$/, '');
			return hashes.length === 0 ? short : `${short}:${hashes.join('')}`;
		});
		return [places.join(''), ...parts].join();
	}

	/** Reads what `encode` wrote. An empty text knows nothing. */
	static decode(text: string, most?: number): Known {
		const [header = '', ...parts] = text.split(',');
		const places = Array.from(header, Number);
		const known = new Known(most);
		let at = 0 as Microseconds;
		for (const part of parts) {
			const [short = '', hashes = ''] = part.split(':');
			const numbers = short.split('.').map((number) => parseInt(number || '0', 36));
			const [distance = 0, seen = 0, more = 0, claim = 0] = numbers;
			at = shift(at, distance);
			known.set(at, { marks: readMarks(hashes, more + 1, places), seen, claim });
		}
		return known;
	}

	private set(at: Microseconds, entry: Entry): void {
		this.size += entry.marks.length - (this.entries.get(at)?.marks.length ?? 0);
		const isEmpty = entry.marks.length === 0 && entry.seen === 0 && entry.claim === 0;
		if (isEmpty) this.entries.delete(at);
		else this.entries.set(at, entry);
	}

	private placesToSave(idsAreStable: boolean, total: number): number[] {
		if (total > this.most * ONE_HASH_UP_TO) return [];
		if (total > this.most * ALL_HASHES_UP_TO) return [idsAreStable ? ID : CONTENT];
		for (const { marks } of this.entries.values()) {
			if (marks[0] !== undefined) return [...marks[0].keys()];
		}
		return [];
	}
}

/** Records by microsecond, without those that came again under the same ID. */
function byInstant(pages: Item[][]): Map<Microseconds, Sighting[]> {
	const groups = new Map<Microseconds, Sighting[]>();
	const ids = new Set<string>();
	for (const [page, items] of pages.entries()) {
		for (const item of items) {
			const id = `${item.at} ${item.id ?? ''}`;
			if (item.id !== undefined && ids.has(id)) continue;
			ids.add(id);
			const group = groups.get(item.at);
			if (group === undefined) groups.set(item.at, [{ item, page }]);
			else group.push({ item, page });
		}
	}
	return groups;
}

function readMarks(text: string, count: number, places: number[]): Fingerprint[] {
	let start = 0;
	return Array.from({ length: count }, () => {
		const mark: string[] = [];
		for (const place of places) mark[place] = text.slice(start, (start += lengthOf(place))).trim();
		return Array.from(mark, (hash) => hash ?? '');
	});
}
