import type { IDataObject } from 'n8n-workflow';

import { directionOf } from '../../resources/message/directionOf';
import { isDraft } from '../../resources/message/isDraft';
import { isBlank } from '../../values/isBlank';
import { messageEvent } from './messages';

export const messageReceived = messageEvent(
	{
		value: 'messageReceived',
		name: 'Message Received',
		action: 'On new message received',
		description: 'When a customer writes, calls or fills in a form',
		plural: 'received messages',
	},
	isReceived,
);

/** Whether a customer has sent it: neither a draft, nor a message that was sent from one. */
function isReceived(message: IDataObject): boolean {
	if (isDraft(message) || directionOf(message) === 'sent') return false;
	return message.message_direction === 'received' || isBlank(message.drafted_at);
}
