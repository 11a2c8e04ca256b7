// Decides when two values mean the same, for filters, Find or Create, and the panel's search alike.

/** @returns the key of an email address: no case, no blanks around it; empty for what is none */
export function emailKey(value: unknown): string {
	return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

/** @returns the digits of a phone number, without the North American 1 in front */
export function phoneKey(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const digits = String(value).replace(/\D/g, '');
	return /^1\d{10}$/.test(digits) ? digits.slice(1) : digits;
}

/** @returns the key of a company's name: no case, no blanks around it, single blanks in it */
export function nameKey(value: unknown): string {
	return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ').toLowerCase() : '';
}

/** @returns a domain as HyperRep normalizes it: no protocol, no path, lower case; `www.` stays */
export function domainKey(value: unknown): string {
	if (typeof value !== 'string') return '';
	const address = value
		.trim()
		.toLowerCase()
		.replace(/^[a-z][a-z0-9+.-]*:\/\//, '');
	const end = address.search(/[/?#]/);
	return (end === -1 ? address : address.slice(0, end)).trim();
}
