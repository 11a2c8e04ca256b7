import { cut } from '../../errors/wording';
import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';
import { conversationKind } from '../conversation/kind';
import { directionOf } from './directionOf';
import { messageText } from './messageText';

/** How many characters of a message an entry has. */
const FIRST_WORDS = 60;

export const messageKind: RecordKind = {
	noun: 'message',
	plural: 'messages',
	label: 'Message',
	path: 'messages',
	idField: 'message_id',
	parameter: 'messageId',
	parent: conversationKind,
	dateFields: ['sent_at', 'drafted_at'],
	listMethod: 'searchMessages',
	nameOf(message, date) {
		const sent = date(message.sent_at) || date(message.drafted_at);
		const words = textOf(message, 'subject') || messageText(message).split(/\n+/).join(' ');
		return [nameWith(sent, [directionOf(message)]), cut(words, FIRST_WORDS)]
			.filter(Boolean)
			.join(' ');
	},
};
