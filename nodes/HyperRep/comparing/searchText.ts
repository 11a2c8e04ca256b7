import { caseless, digitsOf, isAscii, phoneKey } from './keys';

/** No record has a longer text, and searching for it would take long. */
const MAX_SEARCH = 200;

/** How much of a record's text is searched. */
const MAX_FOLDED = 1000;

/** A letter of an alphabet in which people leave accents out. In others, such as Hindi's, marks are letters. */
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

/** Letters without a removable accent, and how people type them on keyboards that lack them. */
const TYPED_AS: Record<string, string> = {
	...{ æ: 'ae', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', œ: 'oe', þ: 'th', ŧ: 't' },
};
const TYPED = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'gu');

/** Whether one of a record's texts contains what is searched for. */
export type TextMatcher = (texts: string[]) => boolean;

/**
 * Prepares a search: each of its words may be anywhere in the texts, regardless of case and accents. A phone
 * number is found in any format.
 */
export function searchText(search: string): TextMatcher {
	const wanted = search.trim();
	if (wanted.length > MAX_SEARCH) return () => false;
	const words = fold(wanted).split(/\s+/).filter(Boolean);
	const numbers = /^[\d\s().+-]+$/.test(wanted) ? numbersIn(wanted) : [];
	return (texts) => {
		const folded = texts.map(fold);
		if (words.every((word) => folded.some((text) => text.includes(word)))) return true;
		if (numbers.length === 0) return false;
		return texts.some(
			(text) => isNumber(text) && numbers.some((one) => allDigits(text).includes(one)),
		);
	};
}

/** The digits to search for: those of a whole number with its country, and those of a part of one. */
function numbersIn(wanted: string): string[] {
	return [digitsOf(wanted), digitsOf(phoneKey(wanted))].filter(({ length }) => length >= 3);
}

/** Whether a text is a number rather than words: the digits of `c12@d3.example` do not belong together. */
function isNumber(text: string): boolean {
	const start = text.slice(0, MAX_FOLDED);
	const letters = start.match(/\p{L}/gu)?.length ?? 0;
	return !start.includes('@') && letters < start.length / 2;
}

/** The digits of a phone number, with its country if that is known. */
const allDigits = (text: string) => digitsOf(phoneKey(text) || text);

/**
 * A text in lower case, without accents: `García` becomes `garcia`, `Łódź` becomes `lodz`. Only its beginning counts,
 * since thousands of accents in a row take minutes to put in order.
 */
export function fold(text: string): string {
	const start = text.slice(0, MAX_FOLDED);
	if (isAscii(start)) return start.toLowerCase();
	const letters = caseless(start).normalize('NFD').replace(ACCENTED, '$1').normalize('NFC');
	return letters.replace(TYPED, (letter) => TYPED_AS[letter] ?? letter);
}
