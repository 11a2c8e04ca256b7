// Decides when two values mean the same, for filters, Find or Create, and the panel's search.

/** A longer text is compared as it is: thousands of accents in a row take minutes to put in order. */
const MAX_NORMALIZED = 1000;

/** The longest text that is read as a phone number, with everything around it. */
const MAX_PHONE = 100;

/** A number with fewer digits is a switchboard's or a typo, and many people may have it. */
const MIN_DIGITS = 5;

/** A number with letters counts only if it is complete without them: in 1-800-FLOWERS they stand for digits. */
const MIN_DIGITS_BESIDE_LETTERS = 10;

/** What begins an extension, and everything after it. */
const EXTENSION = /(?<!\p{L})(?:extension|extn|ext|x|#)[^\p{L}\d]*\d.*$/su;

/** @returns the key of an email address: lower case, no blanks around it; empty if it is not an address */
export function emailKey(value: unknown): string {
	return typeof value === 'string' ? caseless(value).trim() : '';
}

/**
 * The key of a phone number: its digits, after a `+` if its country is known. With `+`, `00` or `011` in
 * front it is international; without, ten digits, or eleven that begin with 1, are North American. An
 * extension is no part of it.
 *
 * @returns empty if it is not a number, or too short to tell people apart
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
	// Longer ones contain their country, even if a sheet has dropped the `+`.
	return digits.length > 10 ? `+${digits}` : digits;
}

/** @param number with its country, also behind both signs of it; a 0 in brackets is only dialled within it */
function internationalKey(number: string): string {
	const digits = digitsOf(number.replace('(0)', '')).replace(/^0(?:0|11)/, '');
	return digits.length < MIN_DIGITS ? '' : `+${digits}`;
}

/** @returns the key of a company's name: lower case, no blanks around it, single blanks in it */
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
 * A text as it is compared: case-insensitive, in one Unicode form (NFKC), and without invisible characters,
 * such as the direction marks around a copied number.
 */
export function caseless(text: string): string {
	const lower = text.toLowerCase();
	if (text.length > MAX_NORMALIZED || isAscii(lower)) return lower;
	// The Unicode form comes last: what is removed can separate a letter from its accent, and so can a capital.
	return lower
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.normalize('NFKC')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/ς/g, 'σ');
}

/** Whether a text has only characters with a single Unicode form. */
export const isAscii = (text: string) => !/[^\x20-\x7e\t\n\r]/.test(text);
