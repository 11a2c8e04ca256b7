import type { RecordKind } from '../RecordKind';

export const conversationKind: RecordKind = {
	noun: 'conversation',
	plural: 'conversations',
	label: 'Conversation',
	path: 'conversations',
	idField: 'conversation_id',
	parameter: 'conversationId',
	dateFields: ['last_activity_at'],
	listMethod: 'searchConversations',
};
