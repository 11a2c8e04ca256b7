import { Reading, TOP, VISIBLE_WITHIN } from './reading';
import type { ContactPage, ContactSource } from './source';
import type { Rounds, State } from './state';

// A list may look oldest first and be sorted by something else: by name, say, after an import in
// alphabetical order. New contacts then appear anywhere. So whenever only the end of a list was
// read, one page more is looked at, from the top to the end and round again. What it shows and
// nobody knows has the next poll read everything.
//
// What was created since two rounds ago is therefore not settled but kept in the memory. A round may
// miss a contact that moves meanwhile; two in a row hardly do.

/** So many contacts may wait for rounds to end; more would make the state large. */
const MOST_THAT_WAIT = 5000;

/** The first round of a list, which begins at its top. */
export function firstRound(began: number): Rounds {
	return { cursor: TOP, began: [began] };
}

/** Whether what is old is to wait until rounds have found what is missing. */
export function isToWait({ rounds }: State, { isFromTop }: Reading, known: number): boolean {
	return rounds !== undefined && !isFromTop && known <= MOST_THAT_WAIT;
}

/**
 * Reads the page that is next.
 *
 * @returns `undefined` where the list is not looked through
 */
export async function readRound(source: ContactSource, state: State): Promise<Reading | undefined> {
	const { rounds, witnesses } = state;
	if (rounds === undefined) return undefined;
	const { cursor, began } = rounds;
	const pages = cursor === TOP ? undefined : await source.resume(cursor);
	// As if gone on with: it is neither the whole list nor its end.
	const part = { cursor, began: began[0], youngest: Number.MIN_SAFE_INTEGER, order: [] };
	const round = new Reading(state, witnesses, part);
	const page = await firstOf(pages ?? source.pages());
	if (page !== undefined) round.add(page);
	return round;
}

/**
 * What a page of a round changes.
 *
 * @param state as it is now; another poll may have gone on meanwhile
 * @param isKnown whether all that it shows is settled or known; else everything is to be read
 * @param now the server's time
 */
export function afterRound(
	state: State,
	round: Reading,
	isKnown: boolean,
	now: number,
): Partial<State> {
	const { rounds, settled, settledAtEnd, nearEnd } = state;
	const { start, end } = round;
	if (!isKnown) return { rounds: undefined, nearEnd: undefined };
	if (rounds === undefined || ![rounds.cursor, TOP].includes(start)) return {};
	// A refused cursor begins a round anew.
	const began = start === rounds.cursor ? rounds.began : [now];
	// The end of the list is read anyway.
	const isOver = end === undefined || end === nearEnd;
	if (!isOver) return { rounds: { cursor: end, began } };
	const [last, before] = began;
	const seen = before === undefined ? settled : Math.min(before - VISIBLE_WITHIN, settledAtEnd);
	return { settled: Math.max(settled, seen), rounds: { cursor: TOP, began: [now, last] } };
}

async function firstOf(pages: AsyncIterable<ContactPage>): Promise<ContactPage | undefined> {
	for await (const page of pages) return page;
	return undefined;
}
