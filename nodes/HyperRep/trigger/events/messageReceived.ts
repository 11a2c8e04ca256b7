import type { IDataObject } from 'n8n-workflow';

import { simplifyMessage } from '../../resources/message/simplifyMessage';
import { triggerEvent } from '../TriggerEvent';
import { messageFilters, passesMessage } from './filters';
import { contactIdOfMessage, messageStream } from './messages';

export const messageReceived = triggerEvent({
	value: 'messageReceived',
	name: 'Message Received',
	action: 'On new message received',
	description: 'When a customer writes, calls or fills in a form',
	plural: 'received messages',
	parameters: { filters: messageFilters },
	open(run, { filters }) {
		const passes = passesMessage(filters);
		return messageStream({ ...run, passes }, isReceived);
	},
	contactIdOf: contactIdOfMessage,
	simplify: simplifyMessage,
});

/** Whether somebody else has sent it: no draft, and none that was sent from a draft. */
function isReceived({ message_direction: direction, sent_at, drafted_at }: IDataObject): boolean {
	if (direction === 'sent' || sent_at === null || sent_at === undefined) return false;
	return direction === 'received' || drafted_at === null || drafted_at === undefined;
}
