import { locator } from './locator';

/** The contact that an operation is about. */
export const contactField = locator(
	{
		displayName: 'Contact',
		name: 'contactId',
		required: true,
		description:
			'The contact, found by name, email or phone number, or given by its ID (contact_id)',
	},
	'searchContacts',
	{ list: 'Select a contact…', id: 'e.g. HR_id_example_contact_id' },
);
