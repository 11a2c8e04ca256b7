import type { IDataObject } from 'n8n-workflow';

import { flat } from '../../operations/simplify';
import { directionOf } from './directionOf';
import { messageText } from './messageText';

/** A message as people read it: who wrote what, and when. */
export function simplifyMessage(message: IDataObject): IDataObject {
	return flat(message, {
		message_id: message.message_id,
		conversation_id: message.conversation_id,
		sent_at: message.sent_at,
		direction: directionOf(message),
		modality: message.modality,
		subject: message.subject,
		text: messageText(message),
		agent_id: message.agent_id,
	});
}
