import type { Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';

/** A contact as HyperRep sent it. */
export type Contact = Record<string, unknown>;

/** One page of the contacts list. */
export interface ContactPage {
	contacts: Contact[];
	/** Where the page began; `undefined` for the top of the list. */
	cursor: string | undefined;
	/** Where the next one begins; `null` at the end of the list. */
	nextCursor: string | null;
	/** The server's clock when it answered. It has whole seconds only, and is never ahead. */
	serverTime: Microseconds | undefined;
}

/** The contacts list, in whatever order HyperRep has it. */
export interface ContactSource {
	/** Reads a short first page. */
	peek(): Promise<ContactPage>;
	/** Reads full pages from the top. */
	pages(): AsyncIterable<ContactPage>;
	/**
	 * Reads full pages from a remembered cursor on.
	 *
	 * @returns `undefined` where HyperRep no longer knows it; how long it does is not documented
	 */
	resume(cursor: string): Promise<AsyncIterable<ContactPage> | undefined>;
}

/**
 * The server's time at an answer, never later than it was. Without a `Date` header the youngest contact
 * says how late it was at least.
 */
export function momentOf({ serverTime, contacts }: ContactPage): Microseconds {
	return serverTime ?? youngestOf(contacts) ?? 0;
}

/** When the youngest of some contacts was created; `undefined` where there are none. */
export function youngestOf(contacts: Contact[]): Microseconds | undefined {
	if (contacts.length === 0) return undefined;
	return contacts.reduce((youngest, contact) => Math.max(youngest, createdAt(contact)), -Infinity);
}
