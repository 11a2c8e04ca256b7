import type { RecordKind } from '../../operations/RecordKind';

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
};
