import { emailKey, phoneKey } from '../../comparing/keys';
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
	keys: { email: emailKey, phone_number: phoneKey },
};
