// Decides when two values mean the same, for filters, Find or Create, and the panel's search alike.

/** A longer text is compared as it is: thousands of accents in a row take minutes to put in order. */
const MAX_NORMALIZED = 1000;

/** No phone number is longer, with all that is written around it. */
const MAX_PHONE = 100;

/** A number with fewer digits is a switchboard's or a mistake, and many people may have it. */
const MIN_DIGITS = 5;

/** A number with letters is only one if it is complete without them: in 1-800-FLOWERS they stand for digits. */
const MIN_DIGITS_BESIDE_LETTERS = 10;

/** What begins an extension, and all behind it. */
const EXTENSION = /(?<!\p{L})(?:extension|extn|ext|x|#)[^\p{L}\d]*\d.*$/su;

/** @returns the key of an email address: no case, no blanks around it; empty for what is none */
export function emailKey(value: unknown): string {
	return typeof value === 'string' ? caseless(value).trim() : '';
}

/**
 * The key of a phone number: its digits, behind a `+` if its country is known. With `+`, `00` or `011` in front it is
 * international; without, ten digits, or eleven that begin with 1, are North American. An extension is no part of it.
 *
 * @returns empty for what is no number, or too short to tell people apart
 */
export function phoneKey(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = caseless(String(value).slice(0, MAX_PHONE + 1));
	if (text.length > MAX_PHONE) return '';
	const number = text.replace(EXTENSION, '');
	const digits = digitsOf(number);
	if (digits.length < (/\p{L}/u.test(number) ? MIN_DIGITS_BESIDE_LETTERS : MIN_DIGITS)) return '';
	if (/^\D*\+/.test(number)) return internationalKey(number);
	const [, international] = /^\D*0(?:0|11)(.*)$/s.exec(number) ?? [];
	if (international !== undefined) return internationalKey(international);
	if (digits.length === 10) return `+1${digits}`;
	// Longer ones hold their country, whether or not a `+` got lost, as in a sheet.
	return digits.length > 10 ? `+${digits}` : digits;
}

/** @param number with its country, also behind both signs of it; a 0 in brackets is only dialled within it */
function internationalKey(number: string): string {
	const digits = digitsOf(number.replace('(0)', '')).replace(/^0(?:0|11)/, '');
	return digits.length < MIN_DIGITS ? '' : `+${digits}`;
}

/** @returns the key of a company's name: no case, no blanks around it, single blanks in it */
export function nameKey(value: unknown): string {
	return typeof value === 'string' ? caseless(value).replace(/\s+/g, ' ').trim() : '';
}

/** @returns a domain as HyperRep normalizes it: no protocol, no path, lower case; `www.` stays */
export function domainKey(value: unknown): string {
	if (typeof value !== 'string') return '';
	const address = caseless(value)
		.trim()
		.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//, '');
	const end = address.search(/[/?#]/);
	return (end === -1 ? address : address.slice(0, end)).trim();
}

/** The digits of a text. */
export const digitsOf = (text: string) => text.replace(/\D/g, '');

/**
 * A text as it is compared: case-insensitive, in one Unicode composition (NFKC), and without
 * characters that nobody sees, such as the marks for the direction of writing around a number that was copied.
 */
export function caseless(text: string): string {
	const lower = text.toLowerCase();
	if (text.length > MAX_NORMALIZED || isAscii(lower)) return lower;
	// Last of all the composition: what is left out can keep a letter and its accent apart, and so can a capital.
	return lower
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.normalize('NFKC')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/ς/g, 'σ');
}

/** Whether a text has nothing but characters that are written in only one way. */
export const isAscii = (text: string) => !/[^\x20-\x7e\t\n\r]/.test(text);
