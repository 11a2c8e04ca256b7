import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';
import { objectIn } from '../../values/objects';

export const conversationKind: RecordKind = {
	noun: 'conversation',
	plural: 'conversations',
	label: 'Conversation',
	path: 'conversations',
	idField: 'conversation_id',
	parameter: 'conversationId',
	builderHint:
		'The conversation_id of an item: of a message or a conversation from the HyperRep Trigger, of Conversation → Get Many, or of Contact → Get Conversations. An email or a name is no ID. HyperRep may encode the same ID differently in every response, so never compare or store IDs.',
	dateFields: ['last_activity_at'],
	listMethod: 'searchConversations',
	/** The customer first, if the list has added the contact. */
	nameOf(conversation, date) {
		const contact = objectIn(conversation, 'contact');
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
