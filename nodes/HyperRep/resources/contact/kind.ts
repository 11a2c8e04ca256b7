import { emailKey, phoneKey } from '../../comparing/keys';
import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';

export const contactKind: RecordKind = {
	noun: 'contact',
	plural: 'contacts',
	label: 'Contact',
	path: 'contacts',
	idField: 'contact_id',
	parameter: 'contactId',
	dateFields: ['created_at'],
	listMethod: 'searchContacts',
	searched: ['name', 'email', 'phone_number'],
	nameOf(contact, date) {
		const reach = [textOf(contact, 'email'), textOf(contact, 'phone_number')].filter(Boolean);
		// Namesakes without an email and a phone number at least differ in the date.
		const details = reach.length > 0 ? reach : [date(contact.created_at)];
		return nameWith(textOf(contact, 'name'), details);
	},
	keys: { email: emailKey, phone_number: phoneKey },
};
