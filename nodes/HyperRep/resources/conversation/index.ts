import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { conversationDropdown } from './dropdown';
import { conversationFilters } from './filters';
import { getTranscript } from './getTranscript';
import { conversationKind } from './kind';
import { readableConversations } from './readable';

export const conversation: Resource = {
	option: { name: 'Conversation', value: 'conversation' },
	operations: [
		readableConversations(getById(conversationKind)),
		readableConversations(getMany(conversationKind, conversationFilters)),
		getTranscript,
	],
	dropdown: conversationDropdown,
};
