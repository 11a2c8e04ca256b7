import type { Microseconds } from '../time/microseconds';
import { contentOf, MANY, Memory, type Marks, type Seen } from './memory';
import { TOP, VISIBLE_WITHIN, type Reading } from './reading';
import { afterRound, firstRound, isToWait } from './rounds';
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
//    the whole list, so it is left out for a part of it.
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
		const { found, remembered } = compare(seen, memory.at(instant), idsStay, reading);
		for (const one of found) fresh.push(one);
		memory.set(instant, remembered);
	}
	const { unfinished, round, firstPage: witnesses } = reading;
	const next = { ...state, idsStay, unfinished, witnesses };
	const waits = isToWait(state, reading, memory.size);
	if (unfinished === undefined) Object.assign(next, complete(state, reading, memory.size, waits));
	if (round !== undefined && waits) {
		const isKnown = [...byInstant(round, next.settled, idsStay)].every(
			([instant, seen]) => compare(seen, memory.at(instant), idsStay, round).found.length === 0,
		);
		const now = reading.began ?? next.settledAtEnd;
		Object.assign(next, afterRound(next, round, isKnown, now));
	}
	if (unfinished === undefined) memory.forgetBefore(next.settled);
	else memory.forgetBefore(unfinished.began - VISIBLE_WITHIN, MANY);
	fresh.sort((a, b) => a.createdAt - b.createdAt);
	return {
		contacts: fresh.map(({ contact }) => contact),
		state: { ...next, known: memory.encode(idsStay) },
	};
}

/**
 * What a complete reading changes: what is settled now, and where the end of the list is.
 *
 * @param known how many contacts the memory holds
 * @param waits whether what is old is not settled yet; see `isToWait`
 */
function complete(state: State, reading: Reading, known: number, waits: boolean): Partial<State> {
	const began = reading.began ?? state.settledAtEnd;
	// What is too much to look at again counts as settled at once.
	const isCertain = reading.isAtOnce || known > MANY;
	const times = isCertain ? Array<Microseconds>(SETTLING_READINGS).fill(began) : [began];
	const readings = [...state.readings, ...times].slice(-SETTLING_READINGS);
	let { settledAtEnd } = state;
	if (readings.length === SETTLING_READINGS) {
		// Whatever is younger than all that was seen is new, even if the server's clock is ahead.
		const latest = Math.min(Math.min(...readings) - VISIBLE_WITHIN, reading.youngest + 1);
		settledAtEnd = Math.max(settledAtEnd, latest);
	}
	const youngSince = reading.isWhole ? reading.youngestFew.since : state.youngSince;
	const nearEnd = reading.nearEnd(settledAtEnd);
	const now = { readings, settledAtEnd, youngSince, nearEnd };
	if (waits) return now;
	const rounds = nearEnd === undefined || nearEnd === TOP ? undefined : firstRound(began);
	return { ...now, settled: settledAtEnd, rounds };
}

/** The contacts of a reading by microsecond, without those that came again on a later page. */
function byInstant(
	{ pages }: Reading,
	settled: Microseconds,
	idsStay: boolean,
): Map<Microseconds, Seen[]> {
	const groups = new Map<Microseconds, Seen[]>();
	const ids = new Set<string>();
	const earlier = new Set<string>();
	for (const page of pages) {
		const arrived = page.filter(({ contact, createdAt }) => {
			if (createdAt < settled) return false;
			const id = `${createdAt} ${String(contact.contact_id)}`;
			if (ids.has(id)) return false;
			ids.add(id);
			return idsStay || !lookalikesOf(contact, createdAt).some((one) => earlier.has(one));
		});
		for (const seen of arrived) {
			// Two contacts may be alike within a page, but one that came again is on another.
			const lookalikes = idsStay ? [] : lookalikesOf(seen.contact, seen.createdAt);
			for (const one of lookalikes) earlier.add(one);
			const group = groups.get(seen.createdAt);
			if (group === undefined) groups.set(seen.createdAt, [seen]);
			else group.push(seen);
		}
	}
	return groups;
}

/** By what a contact that came again is recognized where its ID is another: all it holds, or its email. */
function lookalikesOf(contact: Contact, createdAt: Microseconds): string[] {
	const content = `${createdAt} ${contentOf(contact)}`;
	const { email } = contact;
	return typeof email === 'string' && email !== '' ? [content, `${createdAt} ${email}`] : [content];
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
	{ isWhole, isAtOnce }: Reading,
): { found: Seen[]; remembered: Marks[] } {
	let rest: Rest = { unmatched: seen, unseen: known };
	let gone: Marks[] = [];
	if (idsStay) {
		rest = matchBy('id', rest);
		// A contact with another ID is another contact, if its ID was saved.
		gone = rest.unseen.filter(({ id }) => id !== '');
		rest.unseen = rest.unseen.filter(({ id }) => id === '');
	}
	// Of thousands of IDs that are all new, some have the mark of a known one by chance: so it comes later.
	for (const mark of ['content', 'id', 'email', 'phone'] as const) rest = matchBy(mark, rest);
	// A namesake may stand in another part of the list, so a part cannot go by the name, nor by number.
	if (isWhole) rest = matchBy('name', rest);
	const { unmatched, unseen } = rest;
	const byNumber = isWhole ? Math.min(unmatched.length, unseen.length) : 0;
	// As many as are known but were not seen are those, with everything about them changed. Where
	// something may have moved while it was read, they may be others after all: the memory then
	// keeps what it knew, so that these come with a later reading.
	const doubtful = new Set(unmatched.slice(0, byNumber));
	const recognized = isAtOnce ? seen : seen.filter((one) => !doubtful.has(one));
	return {
		found: unmatched.slice(byNumber),
		remembered: recognized
			.map(({ marks }) => marks)
			.concat(isAtOnce ? unseen.slice(byNumber) : unseen, gone),
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
