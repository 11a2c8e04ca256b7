import type { IDataObject } from 'n8n-workflow';

import { chosenOrganization, listMethod, searchPages, textOf } from './list';

/** The contacts of the chosen organization, found by name, email or phone number. */
export const searchContacts = listMethod(async (search, context) =>
	searchPages(
		search,
		{
			path: ['organizations', chosenOrganization(context), 'contacts'],
			purpose: { doing: 'list the contacts', parameters: ['Organization'] },
		},
		matches,
		toEntry,
	),
);

function matches(contact: IDataObject, filter: string): boolean {
	const phone = textOf(contact, 'phone_number');
	const texts = [textOf(contact, 'name'), textOf(contact, 'email'), phone];
	if (texts.some((text) => text.toLowerCase().includes(filter))) return true;
	// Phone numbers are written in many ways: 415-555-0199 is to find +14155550199.
	const digits = filter.replace(/[\s().+-]/g, '');
	return /^\d{3,}$/.test(digits) && phone.replace(/\D/g, '').includes(digits);
}

function toEntry(contact: IDataObject) {
	const [name, email, phone] = ['name', 'email', 'phone_number'].map((field) =>
		textOf(contact, field),
	);
	const reach = email || phone;
	const label = name && reach ? `${name} (${reach})` : name || reach;
	return { name: label || 'Unnamed contact', value: textOf(contact, 'contact_id') };
}
