import { conversationKind } from '../../resources/conversation/kind';
import { listedBy } from '../list/listOf';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';
import { conversationFilters, passesConversation } from './filters';

export const conversationStarted = triggerEvent({
	value: 'conversationStarted',
	name: 'Conversation Started',
	action: 'On new conversation',
	description: 'When a conversation starts, with an email, a text, a call or a form',
	plural: conversationKind.plural,
	parameters: { filters: conversationFilters },
	open: (run, { filters }) => {
		const listed = listedBy(conversationKind, 'start_at');
		// HyperRep may compare the start or the last activity: those of a new conversation are both after the
		// last poll.
		return scanStream(run, { ...listed, dates: 'loose', isWanted: passesConversation(filters) });
	},
	contactIdOf: ({ contact_id: id }) => id,
});
