import type { IDataObject } from 'n8n-workflow';

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
function isReceived({ message_direction: direction, sent_at, drafted_at }: IDataObject): boolean {
	if (direction === 'sent' || sent_at === null || sent_at === undefined) return false;
	return direction === 'received' || drafted_at === null || drafted_at === undefined;
}
