import type { Microseconds } from './createdAt';
import { FEW, MANY, Memory, type Marks, type Seen } from './memory';
import { VISIBLE_WITHIN, type Reading } from './reading';
import type { Contact } from './source';
import type { State } from './state';

// How a new contact is told from an old one, given that the list cannot be filtered or sorted, that
// its order is not documented, and that a contact may have another ID in every answer.
//
// 1. `created_at` never changes, and a contact is visible at the latest VISIBLE_WITHIN after it.
// 2. Whatever was created before `settled` was dealt with or is not wanted. `settled` only grows, and
//    only up to VISIBLE_WITHIN before a reading that has seen everything.
// 3. Whatever was created since `settled` and was dealt with is in the memory. It is recognized by its
//    microsecond and its ID; where IDs do not stay, by its other marks; at last by number: no more
//    contacts of one microsecond are new than there are beyond those that are known.
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
	const idsStay = doIdsStay(reading, memory) ?? state.idsStay;
	const fresh: Seen[] = [];
	for (const [instant, seen] of byInstant(reading, state.settled, idsStay)) {
		const { unmatched, unseen } = match(seen, memory.at(instant), idsStay);
		for (const one of unmatched) fresh.push(one);
		memory.set(instant, seen.map(({ marks }) => marks).concat(unseen));
	}
	fresh.sort((a, b) => a.createdAt - b.createdAt);
	const next = { ...state, idsStay, unfinished: reading.unfinished };
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
		settled = Math.max(settled, Math.min(...readings) - VISIBLE_WITHIN);
	}
	memory.forgetBefore(settled);
	return { readings, settled, nearEnd: reading.nearEnd(settled) };
}

/** Whether IDs were seen to be the same in two answers; `undefined` where nothing showed it. */
function doIdsStay(reading: Reading, memory: Memory): boolean | undefined {
	let alike = reading.idsStay;
	if (alike === true) return true;
	const marksAt = new Map<Microseconds, Set<string>>();
	for (const { createdAt, marks } of reading.pages.flat()) {
		let known = marksAt.get(createdAt);
		if (known === undefined) {
			known = new Set(memory.at(createdAt).flatMap(({ id, content }) => [`i${id}`, `c${content}`]));
			marksAt.set(createdAt, known);
		}
		if (known.has(`i${marks.id}`)) return true;
		if (known.has(`c${marks.content}`)) alike = false;
	}
	return alike;
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

/** Contacts of one microsecond that were seen but are not known, and marks that are known but were not seen. */
interface Rest {
	unmatched: Seen[];
	unseen: Marks[];
}

function match(seen: Seen[], known: Marks[], idsStay: boolean): Rest {
	let rest = matchBy('id', { unmatched: seen, unseen: known });
	// A contact with another ID is another contact, if IDs stay and its ID was saved.
	const elsewhere = idsStay ? rest.unseen.filter(({ id }) => id !== '') : [];
	rest.unseen = idsStay ? rest.unseen.filter(({ id }) => id === '') : rest.unseen;
	for (const mark of ['content', 'email', 'phone', 'name'] as const) rest = matchBy(mark, rest);
	const byNumber = Math.min(rest.unmatched.length, rest.unseen.length);
	return {
		unmatched: rest.unmatched.slice(byNumber),
		unseen: rest.unseen.slice(byNumber).concat(elsewhere),
	};
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
