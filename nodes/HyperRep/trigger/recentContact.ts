import { createdAt } from './createdAt';
import { showsAllSince } from './showsAllSince';
import type { Contact, ContactPage, ContactSource } from './source';
import type { State } from './state';

/**
 * Finds a recent contact to show, in at most two requests: the youngest, where the list's order shows
 * it or a place near its end is remembered, else the youngest of the first page.
 *
 * @returns `undefined` for an organization without contacts
 */
export async function recentContact(
	source: ContactSource,
	state: State | undefined,
): Promise<Contact | undefined> {
	const peek = await source.peek();
	if (showsAllSince(Infinity, peek)) return youngest(peek.contacts);
	const tail = state?.nearEnd ? await source.resume(state.nearEnd) : undefined;
	const page = await firstOf(tail ?? source.pages());
	return youngest([...peek.contacts, ...page.contacts]);
}

async function firstOf(pages: AsyncIterable<ContactPage>): Promise<ContactPage> {
	for await (const page of pages) {
		if (page.contacts.length > 0 || page.nextCursor === null) return page;
	}
	return { contacts: [], cursor: undefined, nextCursor: null, serverTime: undefined };
}

function youngest(contacts: Contact[]): Contact | undefined {
	const [first, ...others] = contacts;
	if (first === undefined) return undefined;
	return others.reduce((a, b) => (createdAt(b) > createdAt(a) ? b : a), first);
}
