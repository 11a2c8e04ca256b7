import type { IDataObject } from 'n8n-workflow';

import { addedTo } from '../simplify';
import { directionOf } from './directionOf';
import { messageText } from './messageText';

/** A message as people read it: who wrote what, and when. */
export function simplifyMessage(message: IDataObject): IDataObject {
	return {
		message_id: message.message_id ?? null,
		conversation_id: message.conversation_id ?? null,
		sent_at: message.sent_at ?? null,
		direction: directionOf(message),
		modality: message.modality ?? null,
		subject: message.subject ?? null,
		text: messageText(message),
		agent_id: message.agent_id ?? null,
		...addedTo(message),
	};
}
