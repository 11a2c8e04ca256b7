import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/Client';
import { mapInOrder } from '../concurrency/mapInOrder';
import { wait } from '../concurrency/wait';
import { unlessGone } from '../operations/gone';
import { searching } from '../operations/Narrowing';
import { pathOf } from '../operations/RecordKind';
import { organization } from '../parameters/organization';
import { Contacts, CONTACTS_AT_A_TIME } from '../resources/contact/Contacts';
import { contactKind } from '../resources/contact/kind';
import { conversationKind } from '../resources/conversation/kind';
import { unlessSlow } from './pagesUntil';
import { recentPage, searchList } from './searchList';
import type { Enrichment } from './searchRecords';

/** How long a list waits for the names of customers, in milliseconds. */
const NAMES_TIME = 3000;

const purpose = { doing: 'list the conversations', labels: organization.labels };

/** Conversations are named after their customers, and found by them. */
export const customers: Enrichment = { enrich: withCustomers, find: conversationsOf };

/** Adds to conversations their contacts. Those that take too long, or can't be read, are left out. */
async function withCustomers(conversations: IDataObject[], client: Client): Promise<IDataObject[]> {
	const contacts = new Contacts(client.within({ until: Date.now() + NAMES_TIME }));
	const found = new Map<IDataObject, IDataObject | null>();
	const read = async (conversation: IDataObject) => {
		// A list without some names is better than an error.
		const contact = await contacts.get(conversation.contact_id).catch(() => null);
		found.set(conversation, contact);
	};
	const unknown = conversations.filter(({ contact }) => contact === undefined);
	const isRead = new AbortController();
	const reading = mapInOrder(unknown, CONTACTS_AT_A_TIME, undefined, read);
	await Promise.race([reading.finally(() => isRead.abort()), wait(NAMES_TIME, isRead.signal)]);
	return conversations.map((conversation) => ({
		...conversation,
		contact: conversation.contact ?? found.get(conversation) ?? null,
	}));
}

/** Finds the conversations of at most `count` customers, searched as in their own list; each has its contact. */
async function conversationsOf(
	client: Client,
	search: string,
	count: number,
	until: number,
): Promise<IDataObject[]> {
	const contacts = { path: pathOf(contactKind), purpose };
	const isFound = searching(contactKind, search) ?? (() => false);
	const { found } = await searchList(client, contacts, { isFound, count, until });
	const inTime = client.within({ until });
	const read = async (contact: IDataObject) => {
		const path = pathOf({ ...conversationKind, parent: contactKind }, String(contact.contact_id));
		const reading = unlessSlow(recentPage(inTime, { path, purpose }));
		const conversations = (await unlessGone(reading, contactKind)) ?? [];
		return conversations.slice(0, count).map((conversation) => ({ ...conversation, contact }));
	};
	return (await mapInOrder(found.slice(0, count), CONTACTS_AT_A_TIME, undefined, read)).flat();
}
