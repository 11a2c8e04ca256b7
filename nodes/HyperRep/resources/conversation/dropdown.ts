import { nameWith, textOf, type Dropdown } from '../Dropdown';
import { conversationKind } from './kind';

export const conversationDropdown: Dropdown = {
	kind: conversationKind,
	searched: [],
	nameOf(conversation, date) {
		const moment = date(conversation.last_activity_at) || date(conversation.start_at);
		const unread = conversation.is_read === false ? 'unread' : '';
		return nameWith(moment, [textOf(conversation, 'folder'), unread]);
	},
};
