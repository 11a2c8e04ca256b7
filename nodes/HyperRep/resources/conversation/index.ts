import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { conversationFilters } from './filters';
import { getTranscript } from './getTranscript';
import { conversationKind } from './kind';
import { readableConversations } from './readable';

export const conversation: Resource = {
	kind: conversationKind,
	option: { name: 'Conversation', value: 'conversation' },
	operations: [
		readableConversations(getById(conversationKind)),
		readableConversations(getMany(conversationKind, conversationFilters)),
		getTranscript,
	],
};
