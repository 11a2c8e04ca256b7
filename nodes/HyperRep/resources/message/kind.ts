import type { RecordKind } from '../../operations/RecordKind';
import { conversationKind } from '../conversation/kind';

export const messageKind: RecordKind = {
	noun: 'message',
	plural: 'messages',
	label: 'Message',
	path: 'messages',
	idField: 'message_id',
	parameter: 'messageId',
	dateFields: ['sent_at', 'drafted_at'],
	listMethod: 'searchMessages',
	parent: conversationKind,
};
