import type { Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';
import { see } from './memory';
import type { Contact } from './source';

/** Contacts of one answer, by creation and two of their marks, to compare with a later answer. */
export type Witnesses = Array<[createdAt: Microseconds, id: string, content: string]>;

/** Spread over a page, so that some are still there when others have moved or gone. */
const PER_PAGE = 5;

export function witnessesOf(contacts: Contact[]): Witnesses {
	const step = Math.max(1, Math.ceil(contacts.length / PER_PAGE));
	return contacts
		.filter((_, n) => n % step === 0)
		.map(see)
		.map(({ createdAt: instant, marks }) => [instant, marks.id, marks.content]);
}

/**
 * Whether IDs stay the same from answer to answer.
 *
 * @returns `undefined` where no witness is among the contacts
 */
export function doIdsStay(witnesses: Witnesses, contacts: Contact[]): boolean | undefined {
	let answer: boolean | undefined;
	for (const [instant, id, content] of witnesses) {
		const twins = contacts.filter((contact) => createdAt(contact) === instant).map(see);
		if (twins.some(({ marks }) => marks.id === id)) return true;
		// Another ID alone may be another contact.
		if (twins.some(({ marks }) => marks.content === content)) answer = false;
	}
	return answer;
}
