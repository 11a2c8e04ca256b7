import { cut } from '../../errors/wording';
import { nameWith, textOf, type Dropdown } from '../Dropdown';
import { directionOf } from './directionOf';
import { messageKind } from './kind';

/** How many characters of a message an entry shows. */
const FIRST_WORDS = 60;

export const messageDropdown: Dropdown = {
	kind: messageKind,
	searched: [],
	nameOf(message, date) {
		const sent = date(message.sent_at) || date(message.drafted_at);
		const words = textOf(message, 'subject') || wordsOf(textOf(message, 'content'));
		return [nameWith(sent, [directionOf(message)]), cut(words, FIRST_WORDS)]
			.filter(Boolean)
			.join(' ');
	},
};

/** The beginning of a content, without its tags. */
function wordsOf(content: string): string {
	return content
		.slice(0, 1000)
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}
