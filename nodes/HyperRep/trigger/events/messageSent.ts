import type { IDataObject } from 'n8n-workflow';

import { DAY } from '../../time/microseconds';
import { simplifyMessage } from '../../resources/message/simplifyMessage';
import { triggerEvent } from '../TriggerEvent';
import { messageFilters, passesMessage } from './filters';
import { contactIdOfMessage, messageStream } from './messages';

/** How long before it is sent a message may have been drafted, which is what HyperRep's filter may compare. */
const DRAFTED_BEFORE = 7 * DAY;

export const messageSent = triggerEvent({
	value: 'messageSent',
	name: 'Message Sent',
	action: 'On new message sent',
	description: 'When your side has sent a message, whoever wrote it',
	plural: 'sent messages',
	parameters: { filters: messageFilters },
	open(run, { filters }) {
		const passes = passesMessage(filters);
		return messageStream({ ...run, passes }, isSent, DRAFTED_BEFORE);
	},
	contactIdOf: contactIdOfMessage,
	simplify: simplifyMessage,
});

/** Whether your side has sent it; a draft has no date yet. */
function isSent({ message_direction: direction, sent_at }: IDataObject): boolean {
	return direction === 'sent' && sent_at !== null && sent_at !== undefined;
}
