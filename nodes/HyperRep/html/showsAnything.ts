import { htmlToText } from './htmlToText';
import { Tokenizer } from './Tokenizer';

const PICTURES = new Set(['img', 'picture', 'svg', 'video']);

/** Whether a reader of a content sees anything: a character that is no blank, or a picture. */
export function showsAnything(html: string): boolean {
	for (const token of new Tokenizer(html, () => true).tokens()) {
		if (token.kind === 'start' && PICTURES.has(token.name)) return true;
	}
	return /[^\p{Z}\p{C}]/u.test(htmlToText(html));
}
