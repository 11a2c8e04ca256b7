import { directionOf } from '../../resources/message/directionOf';
import { isDraft } from '../../resources/message/isDraft';
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
	(message) => directionOf(message) === 'sent' && !isDraft(message),
	DRAFTED_BEFORE,
);
