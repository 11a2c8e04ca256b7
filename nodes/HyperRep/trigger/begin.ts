import { SECOND, type Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';
import { Memory, see } from './memory';
import { showsAllSince } from './showsAllSince';
import { momentOf, youngestOf, type Contact, type ContactPage, type ContactSource } from './source';
import { emptyState, type State } from './state';
import { witnessesOf } from './witnesses';
import { Youngest } from './youngest';

/** Servers tell their time in whole seconds; in milliseconds. */
export const clock = { tick: 1000 };

/**
 * Begins with what is there now: none of it is new, whatever is created from now on is. The moment is
 * taken from the server's answers, and takes one request, or two where the first does not show
 * what is youngest.
 *
 * @param settings what the state belongs to
 * @param pause waits for milliseconds
 */
export async function begin(
	source: ContactSource,
	settings: string,
	pause: (milliseconds: number) => Promise<void>,
): Promise<State> {
	const peek = await source.peek();
	const moment = momentOf(peek);
	if (showsAllSince(moment, peek)) return stateAfter(peek, settings);
	// Once a second has gone by, whatever was there before is older than the one that has begun since,
	// and whatever will be created is not.
	await pause(clock.tick);
	let youngest: Microseconds | undefined;
	let isEnd = false;
	for await (const page of source.pages()) {
		const later = momentOf(page);
		if (showsAllSince(later, page)) return stateAfter(page, settings);
		if (page.serverTime !== undefined) {
			const start = later > moment ? moment + SECOND : moment;
			return stateSince(start, settings, page.contacts);
		}
		// A server without a clock: only the youngest contact of all tells how late it is.
		youngest = Math.max(youngest ?? later, later);
		isEnd = page.nextCursor === null;
	}
	if (!isEnd) {
		throw new Error(
			'HyperRep does not tell its time, and the list of contacts is too long to be read for it',
		);
	}
	return stateSince((youngest ?? moment) + 1, settings, []);
}

/** Whatever is younger than all that is there is new, even if the server's clock is ahead. */
function stateAfter(page: ContactPage, settings: string): State {
	const youngest = youngestOf(page.contacts);
	const start = youngest === undefined ? momentOf(page) : Math.min(momentOf(page), youngest + 1);
	const young = new Youngest();
	for (const contact of page.contacts) young.add(createdAt(contact));
	return { ...stateSince(start, settings, page.contacts), youngSince: young.since };
}

function stateSince(start: Microseconds, settings: string, contacts: Contact[]): State {
	const memory = new Memory();
	for (const contact of contacts) {
		const seen = see(contact);
		if (seen.createdAt < start) continue;
		memory.set(seen.createdAt, memory.at(seen.createdAt).concat(seen.marks));
	}
	const witnesses = witnessesOf(contacts);
	return { ...emptyState(settings, start), known: memory.encode(false), witnesses };
}
