import { conversationKind } from '../../resources/conversation/kind';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';
import { conversationFilters, passesConversation } from './filters';

const { noun, plural, path, idField } = conversationKind;

export const conversationStarted = triggerEvent({
	value: 'conversationStarted',
	name: 'Conversation Started',
	action: 'On new conversation',
	description: 'When a conversation starts, with an email, a text, a call or a form',
	plural,
	parameters: { filters: conversationFilters },
	open: (run, { filters }) => {
		const kind = { noun, idField, atField: 'start_at' };
		const isWanted = passesConversation(filters);
		// HyperRep may compare the start or the last activity: a new conversation has both behind it.
		return scanStream(run, { kind, path: [path], plural, dates: 'loose', isWanted });
	},
	contactIdOf: ({ contact_id: id }) => id,
});
