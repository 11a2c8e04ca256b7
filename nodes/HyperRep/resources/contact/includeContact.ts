import type { IDataObject } from 'n8n-workflow';

import { mapInOrder } from '../../concurrency/mapInOrder';
import { extended } from '../../operations/extended';
import type { Operation, Scope } from '../../operations/Operation';
import { chosen } from '../../operations/RecordKind';
import { boolean } from '../../parameters/boolean';
import { optionsOf } from '../../parameters/options';
import type { Parameter } from '../../parameters/Parameter';
import { conversationKind } from '../conversation/kind';
import { Contacts, CONTACTS_AT_A_TIME } from './Contacts';

/** The option that adds a record's contact to it, off or on by default. */
export const includeContact = (
	preset: boolean,
	description = 'Whether to add the contact, with its name, email and phone number, in the field contact. It costs one request for each distinct contact.',
) => boolean({ label: 'Include Contact', name: 'includeContact', default: preset, description });

const contactOptions = optionsOf({ includeContact: includeContact(false) });

/** Lets an operation add the contacts whose IDs `idOf` finds to its records, if the user wants that. */
export function withContact(
	operation: Operation,
	idOf: (record: IDataObject) => unknown,
): Operation {
	return extended(
		operation,
		{ contactOptions },
		async (records, scope) =>
			await addContacts(records, scope, (contacts, record) => contacts.get(idOf(record))),
	);
}

/** The conversation that is chosen for an operation, which has the field for it. */
const chosenConversation: Parameter<string> = { ...chosen(conversationKind), fields: [] };

/** Lets an operation add the contact of the conversation that is chosen for it. */
export function withContactOfConversation(operation: Operation): Operation {
	return extended(operation, { contactOptions, chosenConversation }, async (records, scope) => {
		// HyperRep may encode the ID differently in each message; the chosen one stays the same.
		const id = scope.values.chosenConversation;
		return await addContacts(records, scope, (contacts) => contacts.ofConversation(id));
	});
}

/** Adds what `find` reads to each record, in `contact`, if the user wants that. */
async function addContacts(
	records: IDataObject[],
	scope: Scope<{ contactOptions: { includeContact: boolean } }>,
	find: (contacts: Contacts, record: IDataObject) => Promise<IDataObject | null>,
): Promise<IDataObject[]> {
	if (!scope.values.contactOptions.includeContact) return records;
	const contacts = contactsOf(scope);
	return await mapInOrder(records, CONTACTS_AT_A_TIME, scope.cancel, async (record) => ({
		...record,
		contact: await find(contacts, record),
	}));
}

/** The contacts that all items of a run share. A request that one item has started continues when that item ends. */
export function contactsOf({ item, run }: Scope): Contacts {
	return run.shared(
		'contacts',
		item.client,
		() => new Contacts(item.client.within({ cancel: run.cancel })),
	);
}
