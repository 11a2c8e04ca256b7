import { InputError } from '../errors/InputError';

// The value is never quoted: what stands in the wrong field may well be the key.
const HOW_TO = 'Open the HyperRep credential and enter the Base URL, e.g. https://api.hyperrep.ai.';

/**
 * Reads the API key of a credential.
 *
 * @returns the key without blanks around it, which a header would lose anyway
 * @throws InputError for a key that is empty or cannot be sent as a header
 */
export function readApiKey(value: unknown): string {
	const key = typeof value === 'string' ? value.trim() : '';
	if (key === '') {
		throw new InputError(
			'The HyperRep credential holds no API key',
			'Open the HyperRep credential and enter the API Key.',
		);
	}
	if (!/^[\t\x20-\x7e]+$/.test(key)) {
		throw new InputError(
			'The API key holds a character that no key has, such as a line break',
			'Open the HyperRep credential and enter the API Key again.',
		);
	}
	return key;
}

/**
 * Reads the base URL of a credential.
 *
 * @returns the URL without a slash at its end; a path in it is kept as a prefix
 * @throws InputError for anything but an http or https address
 */
export function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (!/^https?:\/\//i.test(text)) {
		throw new InputError('The Base URL must begin with http:// or https://', HOW_TO);
	}
	if (!URL.canParse(text)) throw new InputError('The Base URL is not an address', HOW_TO);
	const { origin, pathname, search, hash, username, password } = new URL(text);
	if ([search, hash, username, password].some((part) => part !== '')) {
		throw new InputError(
			'The Base URL must be an address only, without user name, "?" or "#"',
			HOW_TO,
		);
	}
	return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/** Short texts would be found everywhere; no key is one. */
const SHORTEST_KEY = 4;

/** A text without the key: an answer may repeat the key that it refuses. */
export function withoutKey(text: string, key: string): string {
	if (key.length < SHORTEST_KEY) return text;
	const pattern = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replace(new RegExp(pattern, 'gi'), '***');
}
