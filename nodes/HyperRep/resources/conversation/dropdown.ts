import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { conversationKind } from './kind';
import { isObject } from '../../values/objects';

export const conversationDropdown: Dropdown = {
	kind: conversationKind,
	searched: [],
	/** With the customer first, if the list has added the contact. */
	nameOf(conversation, date) {
		const contact = isObject(conversation.contact) ? conversation.contact : {};
		const customer = ['name', 'email', 'phone_number']
			.map((field) => textOf(contact, field))
			.find(Boolean);
		const moment = date(conversation.last_activity_at) || date(conversation.start_at);
		const unread = conversation.is_read === false ? 'unread' : '';
		const details = [textOf(conversation, 'folder'), unread];
		return customer === undefined
			? nameWith(moment, details)
			: nameWith(customer, [moment, ...details]);
	},
};
