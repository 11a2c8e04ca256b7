import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { contactKind } from './kind';

export const contactDropdown: Dropdown = {
	kind: contactKind,
	searched: ['name', 'email', 'phone_number'],
	nameOf(contact, date) {
		const reach = [textOf(contact, 'email'), textOf(contact, 'phone_number')].filter(Boolean);
		// Namesakes without an email and a phone number differ in the date at least.
		const details = reach.length > 0 ? reach : [date(contact.created_at)];
		return nameWith(textOf(contact, 'name'), details);
	},
};
