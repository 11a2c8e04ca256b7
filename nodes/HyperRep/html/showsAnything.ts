import { isVisible } from '../values/isBlank';
import { htmlToText } from './htmlToText';
import { Tokenizer } from './Tokenizer';

const PICTURES = new Set(['img', 'picture', 'svg', 'video']);

/** Whether a reader sees anything: a visible character, or a picture. */
export function showsAnything(html: string): boolean {
	for (const token of new Tokenizer(html).tokens()) {
		if (token.kind === 'start' && PICTURES.has(token.name)) return true;
	}
	return isVisible(htmlToText(html));
}
