import type { Microseconds } from '../microseconds';
import { FEW, MANY, Memory, type Marks, type Seen } from './memory';
import { VISIBLE_WITHIN, type Reading } from './reading';
import type { Contact } from './source';
import type { State } from './state';

// How a new contact is told from an old one, given that the list cannot be filtered or sorted, that
// its order is not documented, and that a contact may have another ID in every answer.
//
// 1. `created_at` never changes, and a contact is visible at the latest VISIBLE_WITHIN after it.
// 2. Whatever was created before `settled` was dealt with or is not wanted. `settled` only grows, up to
//    VISIBLE_WITHIN before a reading that has seen everything, and never beyond the youngest it saw.
// 3. Whatever was created since `settled` and was dealt with is in the memory. It is recognized by its
//    microsecond and its ID; where IDs do not stay, by its other marks; at last by number: of one
//    microsecond no more contacts are new than there are beyond those that are known. That needs
//    all of them, so it is left out for a part of a list.
// 4. Records may move while a reading goes from page to page, so that it misses one. A contact is lost
//    only if SETTLING_READINGS in a row miss it; a reading of one page misses none.
// 5. Contacts and next state come out together. Whoever stores the state does so at once and last, on
//    top of the state as it is then: of two polls side by side, the second knows what the first emitted.

/** How many complete readings must have seen the list before what is old in it is settled. */
const SETTLING_READINGS = 3;

/**
 * Works out which contacts of a reading are new.
 *
 * @param state as it is now; it may have changed since the reading began
 * @returns the new contacts, oldest first, and the state that knows them
 */
export function settle(state: State, reading: Reading): { contacts: Contact[]; state: State } {
	const memory = Memory.decode(state.known);
	const idsStay = reading.idsStay ?? state.idsStay;
	const fresh: Seen[] = [];
	for (const [instant, seen] of byInstant(reading, state.settled, idsStay)) {
		const { found, remembered } = compare(seen, memory.at(instant), idsStay, reading.isWhole);
		for (const one of found) fresh.push(one);
		memory.set(instant, remembered);
	}
	fresh.sort((a, b) => a.createdAt - b.createdAt);
	const { unfinished, witnesses = state.witnesses } = reading;
	const next = { ...state, idsStay, unfinished, witnesses };
	const progress = reading.isComplete ? complete(next, reading, memory) : undefined;
	if (next.unfinished !== undefined) {
		memory.forgetBefore(next.unfinished.began - VISIBLE_WITHIN, MANY);
	}
	return {
		contacts: fresh.map(({ contact }) => contact),
		state: { ...next, ...progress, known: memory.encode(idsStay) },
	};
}

/** What a complete reading changes: what is settled now, and where the end of the list is. */
function complete(state: State, reading: Reading, memory: Memory): Partial<State> {
	const began = reading.began ?? state.settled;
	// What is too much to look at again counts as settled at once.
	const isCertain = reading.isAtOnce || memory.size > FEW;
	const times = isCertain ? Array<Microseconds>(SETTLING_READINGS).fill(began) : [began];
	const readings = [...state.readings, ...times].slice(-SETTLING_READINGS);
	let { settled } = state;
	if (readings.length === SETTLING_READINGS) {
		// Whatever is younger than all that was seen is new, even if the server's clock is ahead.
		const latest = Math.min(Math.min(...readings) - VISIBLE_WITHIN, reading.youngest + 1);
		settled = Math.max(settled, latest);
	}
	memory.forgetBefore(settled);
	return { readings, settled, nearEnd: reading.nearEnd(settled) };
}

/** The contacts of a reading by microsecond, without those that came again on a later page. */
function byInstant(
	{ pages }: Reading,
	settled: Microseconds,
	idsStay: boolean,
): Map<Microseconds, Seen[]> {
	const groups = new Map<Microseconds, Seen[]>();
	const ids = new Set<string>();
	const contents = new Set<string>();
	for (const page of pages) {
		const arrived = page.filter(({ contact, createdAt, marks }) => {
			if (createdAt < settled) return false;
			const id = `${createdAt} ${String(contact.contact_id)}`;
			const isRepeated = ids.has(id) || (!idsStay && contents.has(`${createdAt} ${marks.content}`));
			ids.add(id);
			return !isRepeated;
		});
		for (const seen of arrived) {
			// Two contacts may be alike within a page, but one that came again is on another.
			contents.add(`${seen.createdAt} ${seen.marks.content}`);
			const group = groups.get(seen.createdAt);
			if (group === undefined) groups.set(seen.createdAt, [seen]);
			else group.push(seen);
		}
	}
	return groups;
}

/**
 * Compares the contacts of one microsecond with those that are known of it.
 *
 * @returns the new ones, and all that is known from now on
 */
function compare(
	seen: Seen[],
	known: Marks[],
	idsStay: boolean,
	areAllSeen: boolean,
): { found: Seen[]; remembered: Marks[] } {
	let alike = matchBy('id', { unmatched: seen, unseen: known });
	// Where IDs stay, a contact with another ID is another contact, if its ID was saved.
	const gone = idsStay ? alike.unseen.filter(({ id }) => id !== '') : [];
	if (idsStay) alike.unseen = alike.unseen.filter(({ id }) => id === '');
	alike = matchBy('content', alike);
	let similar = alike;
	for (const mark of ['email', 'phone', 'name'] as const) similar = matchBy(mark, similar);

	// Of a part of a list, what is only similar may be another contact, if the known one stands in
	// another part. Of a whole list, as many as are known but were not seen may be just those, with
	// everything about them changed. Either way the memory keeps what it knows, and nothing is lost.
	const { unmatched, unseen } = areAllSeen ? similar : alike;
	const others = new Set(similar.unmatched);
	const doubtful = new Set(
		areAllSeen ? unmatched.slice(0, unseen.length) : unmatched.filter((one) => !others.has(one)),
	);
	const certain = seen.filter((one) => !doubtful.has(one));
	return {
		found: unmatched.filter((one) => !doubtful.has(one)),
		remembered: certain.map(({ marks }) => marks).concat(unseen, gone),
	};
}

/** Contacts that are not known, and marks that are known but were not seen. */
interface Rest {
	unmatched: Seen[];
	unseen: Marks[];
}

function matchBy(mark: keyof Marks, { unmatched, unseen }: Rest): Rest {
	const waiting = new Map<string, Marks[]>();
	for (const marks of unseen) {
		if (marks[mark] === '') continue;
		const alike = waiting.get(marks[mark]);
		if (alike === undefined) waiting.set(marks[mark], [marks]);
		else alike.push(marks);
	}
	const matched = new Set<Marks>();
	return {
		unmatched: unmatched.filter(({ marks }) => {
			const twin = waiting.get(marks[mark])?.pop();
			if (twin !== undefined) matched.add(twin);
			return twin === undefined;
		}),
		unseen: unseen.filter((marks) => !matched.has(marks)),
	};
}
