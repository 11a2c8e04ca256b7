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
	const withId = known.filter((mark) => mark[ID] !== '');
	const unknown = match([ID], { items, marks: withId }).items;
	if (withId.length === known.length) {
		return { fresh: unknown, marks: known.concat(unknown.map(markOf)) };
	}
	// Of some only the number was saved, or other hashes.
	const without = known.filter((mark) => mark[ID] === '');
	const rest = match([CONTENT], { items: unknown, marks: without });
	const recognized = Math.min(rest.items.length, rest.marks.length);
	const fresh = rest.items.slice(recognized);
	const unseen = match([ID], { items, marks: withId }).marks;
	const marks = [...items.map(markOf), ...unseen, ...rest.marks.slice(recognized)];
	return { fresh, marks };
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
	const strangers = matchSame({ items, marks: known });
	const unmatched = new Set(matchAlike(strangers).items);
	const areComparable = mayBeOthers && known.every(hasTraits);
	const others = [...unmatched].filter(
		({ fingerprint }) => areComparable && hasTraits(fingerprint),
	);
	const more = Math.max(countDifferent(sightings), confirmed) - known.length;
	const count = Math.max(more, others.length);
	const [same, alike] = [new Set(items), new Set(strangers.items)];
	for (const item of strangers.items) same.delete(item);
	for (const item of unmatched) alike.delete(item);
	// Twins that are alike in everything are as good as each other.
	const candidates = [...unmatched, ...alike, ...[...same].reverse()];
	const fresh = candidates.slice(0, Math.max(0, count));
	// As many as are known: these are they, no matter what about them was edited.
	const areThey = areAll && !mayBeOthers && known.length + fresh.length === items.length;
	return { fresh, marks: areThey ? items.map(markOf) : known.concat(fresh.map(markOf)) };
}

/**
 * Counts the records that are certainly different. One that looks like another on an earlier page may
 * be that one, moved while the list was read; two on one page are two.
 */
function countDifferent(sightings: Sighting[]): number {
	const [first, last] = [sightings[0], sightings.at(-1)];
	if (first?.page === last?.page) return sightings.length;
	const earlier = new Set<string>();
	let onPage: string[] = [];
	let page = first?.page;
	let count = 0;
	for (const sighting of sightings) {
		if (sighting.page !== page) {
			for (const look of onPage) earlier.add(look);
			onPage = [];
			page = sighting.page;
		}
		const looks = sighting.item.fingerprint
			.map((hash, place) => (hash === '' || place === ID ? '' : `${place} ${hash}`))
			.filter(Boolean);
		if (!looks.some((look) => earlier.has(look))) count++;
		for (const look of looks) onPage.push(look);
	}
	return count;
}

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
