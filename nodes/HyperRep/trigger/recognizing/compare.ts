import { CONTENT, ID, type Fingerprint, type Item } from './Item';

/** A record of one microsecond, with the page on which it came. */
export interface Sighting {
	item: Item;
	page: number;
}

interface Comparison {
	fresh: Item[];
	/** What is known from now on. */
	marks: Fingerprint[];
}

/** What was not matched yet. */
interface Rest {
	items: Item[];
	marks: Fingerprint[];
}

/** IDs that stay: a record is new if its ID is. */
export function compareById(sightings: Sighting[], known: Fingerprint[]): Comparison {
	const items = sightings.map(({ item }) => item);
	const { items: unknown, marks: unseen } = match([ID], { items, marks: known });
	// Of some only the number was saved, or other hashes.
	const nameless = unseen.filter((mark) => !hasId(mark));
	const others = unseen.filter(hasId);
	const count = unknown.length - nameless.length;
	const fresh = count === unknown.length ? unknown : leastAlike(unknown, nameless, count);
	const left = nameless.slice(unknown.length - fresh.length);
	return { fresh, marks: [...items.map(markOf), ...others, ...left] };
}

/**
 * IDs that don't stay: of one microsecond, as many are new as there are more than are known; the
 * fingerprints only choose which ones.
 *
 * @param confirmed how many records two readings in a row have shown
 * @param areAll whether these are all that the list shows of this microsecond
 * @param mayBeOthers whether those that are known may stand elsewhere: what shares no trait with them is
 * then another record
 */
export function compareByNumber(
	sightings: Sighting[],
	known: Fingerprint[],
	{ confirmed, areAll, mayBeOthers }: { confirmed: number; areAll: boolean; mayBeOthers: boolean },
): Comparison {
	const items = sightings.map(({ item }) => item);
	const different = differentOf(sightings);
	const strangers =
		mayBeOthers && known.every(hasTraits) ? matchAll({ items: different, marks: known }).items : [];
	const others = strangers.filter(({ fingerprint }) => hasTraits(fingerprint)).length;
	const more = Math.max(different.length, confirmed) - known.length;
	const choice = confirmed > different.length ? items : different;
	const fresh = leastAlike(choice, known, Math.max(more, others));
	// There are as many as are known, so these are the known ones, no matter what was edited.
	const areThey = areAll && !mayBeOthers && known.length + fresh.length === items.length;
	return { fresh, marks: areThey ? items.map(markOf) : known.concat(fresh.map(markOf)) };
}

/** Chooses `count` items: first those that share nothing with what is known, last those that are the same. */
function leastAlike(items: Item[], known: Fingerprint[], count: number): Item[] {
	if (count <= 0) return [];
	const changed = matchSame({ items, marks: known });
	const strangers = matchAlike(changed).items;
	// Twins that are alike in everything are as good as each other.
	const ordered = [...strangers, ...changed.items, ...[...items].reverse()];
	return [...new Set(ordered)].slice(0, count);
}

/**
 * Chooses the records that are certainly different. One that looks like another on an earlier page may
 * be that one, moved while the list was read; two on one page are two.
 */
function differentOf(sightings: Sighting[]): Item[] {
	const [first, last] = [sightings[0], sightings.at(-1)];
	if (first?.page === last?.page) return sightings.map(({ item }) => item);
	const earlier = new Set<string>();
	let onPage: string[] = [];
	let page = first?.page;
	const different: Item[] = [];
	for (const sighting of sightings) {
		if (sighting.page !== page) {
			for (const look of onPage) earlier.add(look);
			onPage = [];
			page = sighting.page;
		}
		const looks = sighting.item.fingerprint
			.map((hash, place) => (hash === '' || place === ID ? '' : `${place} ${hash}`))
			.filter(Boolean);
		if (!looks.some((look) => earlier.has(look))) different.push(sighting.item);
		for (const look of looks) onPage.push(look);
	}
	return different;
}

const hasId = (mark: Fingerprint) => (mark[ID] ?? '') !== '';

const hasTraits = (mark: Fingerprint) => mark.slice(CONTENT + 1).some((hash) => hash !== '');

/** Takes out what is the same, and then what is alike. */
export const matchAll = (rest: Rest): Rest => matchAlike(matchSame(rest));

/** Takes out what has the same ID, or holds the same. */
const matchSame = (rest: Rest): Rest => match([CONTENT], match([ID], rest));

/** Takes out what has two traits in common, and then one. */
function matchAlike(rest: Rest): Rest {
	const traits = [...(rest.items[0]?.fingerprint.keys() ?? [])].slice(CONTENT + 1);
	const pairs = traits.flatMap((one, n) => traits.slice(n + 1).map((other) => [one, other]));
	const singles = traits.map((trait) => [trait]);
	return [...pairs, ...singles].reduce((left, places) => match(places, left), rest);
}

/** Takes out what has the same hashes in some places, each once. */
function match(places: number[], { items, marks }: Rest): Rest {
	if (items.length === 0 || marks.length === 0) return { items, marks };
	const waiting = new Map<string, Fingerprint[]>();
	for (const mark of marks) {
		const key = keyOf(mark, places);
		const alike = waiting.get(key);
		if (alike === undefined) waiting.set(key, [mark]);
		else alike.push(mark);
	}
	waiting.delete('');
	const matched = new Set<Fingerprint>();
	const unmatched = items.filter(({ fingerprint }) => {
		const mark = waiting.get(keyOf(fingerprint, places))?.pop();
		if (mark !== undefined) matched.add(mark);
		return mark === undefined;
	});
	return { items: unmatched, marks: marks.filter((mark) => !matched.has(mark)) };
}

/** Empty where one of the hashes is missing. */
function keyOf(mark: Fingerprint, places: number[]): string {
	const hashes = places.map((place) => mark[place] ?? '');
	return hashes.includes('') ? '' : hashes.join(' ');
}

const markOf = ({ fingerprint }: Item): Fingerprint => fingerprint;
