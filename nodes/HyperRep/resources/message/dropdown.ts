import { cut } from '../../errors/wording';
import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { directionOf } from './directionOf';
import { messageKind } from './kind';
import { messageText } from './messageText';

/** How many characters of a message an entry shows. */
const FIRST_WORDS = 60;

export const messageDropdown: Dropdown = {
	kind: messageKind,
	searched: [],
	nameOf(message, date) {
		const sent = date(message.sent_at) || date(message.drafted_at);
		const words = textOf(message, 'subject') || messageText(message).split(/\n+/).join(' ');
		return [nameWith(sent, [directionOf(message)]), cut(words, FIRST_WORDS)]
			.filter(Boolean)
			.join(' ');
	},
};
