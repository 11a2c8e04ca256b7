import { phoneKey } from './keys';

/** No record holds a longer text, and looking for it would take long. */
const MAX_SEARCH = 200;

/** How much of a record's text is searched. */
const MAX_FOLDED = 1000;

/** Says whether one of the texts of a record holds what is searched for. */
export type TextMatcher = (texts: string[]) => boolean;

/**
 * Prepares a search: each of its words may stand anywhere in the texts, without case and accents. A
 * phone number is found in every way of writing it.
 */
export function searchText(search: string): TextMatcher {
	const wanted = search.trim();
	if (wanted.length > MAX_SEARCH) return () => false;
	const words = fold(wanted).split(/\s+/).filter(Boolean);
	const digits = /^[\d\s().+-]+$/.test(wanted) ? wanted.replace(/\D/g, '') : '';
	return (texts) => {
		const folded = texts.map(fold);
		if (words.every((word) => folded.some((text) => text.includes(word)))) return true;
		if (digits.length < 3) return false;
		return texts.some((text) => isNumber(text) && allDigits(text).includes(digits));
	};
}

/** Whether a text is a number rather than words: the digits of `c12@d3.example` do not belong together. */
function isNumber(text: string): boolean {
	const start = text.slice(0, MAX_FOLDED);
	const letters = start.match(/\p{L}/gu)?.length ?? 0;
	return !start.includes('@') && letters < start.length / 2;
}

/** The digits of a phone number, with the North American 1 where it could stand. */
function allDigits(text: string): string {
	const key = phoneKey(text);
	return key.length === 10 ? `1${key}` : key;
}

/**
 * A text without case and accents: `García` becomes `garcia`. Only its beginning counts, since
 * thousands of accents in a row take minutes to put in order.
 */
export function fold(text: string): string {
	return text.slice(0, MAX_FOLDED).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
