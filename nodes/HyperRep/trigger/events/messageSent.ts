import type { IDataObject } from 'n8n-workflow';

import { DAY } from '../../time/microseconds';
import { messageEvent } from './messages';

/** How long before it is sent a message may have been drafted: HyperRep's filter may compare that date. */
const DRAFTED_BEFORE = 7 * DAY;

export const messageSent = messageEvent(
	{
		value: 'messageSent',
		name: 'Message Sent',
		action: 'On new message sent',
		description: 'When your organization sends a message, no matter who wrote it',
		plural: 'sent messages',
	},
	isSent,
	DRAFTED_BEFORE,
);

/** Whether the organization has sent it; a draft has no date yet. */
function isSent({ message_direction: direction, sent_at }: IDataObject): boolean {
	return direction === 'sent' && sent_at !== null && sent_at !== undefined;
}
