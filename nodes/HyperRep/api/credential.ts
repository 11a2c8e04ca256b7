import { createHash } from 'node:crypto';

import { InputError } from '../errors/InputError';

/** HyperRep's URL, unless the credential has another one. */
const HYPERREP_URL = 'https://api.hyperrep.ai';

/** No key and no address is longer. */
const MAX_KEY = 1_000;
const MAX_URL = 2_000;

// No message quotes a value, since the key may have been entered in the wrong field.
const ENTER_URL = `Open the HyperRep credential and enter the Base URL, e.g. ${HYPERREP_URL}.`;
const ENTER_KEY = 'Open the HyperRep credential and enter the API Key again.';

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
			'The HyperRep credential has no API key',
			'Open the HyperRep credential and enter the API Key.',
		);
	}
	if (key.length > MAX_KEY) {
		throw new InputError(
			`The API key is too long: it has ${key.length.toLocaleString('en')} characters`,
			ENTER_KEY,
		);
	}
	if (!/^[\t\x20-\x7e]+$/.test(key)) {
		throw new InputError(
			'The API key contains an invalid character, such as a line break',
			ENTER_KEY,
		);
	}
	return key;
}

/**
 * Reads the base URL of a credential; an empty one is HyperRep's own.
 *
 * @returns the URL without a slash at its end; a path in it is kept as a prefix
 * @throws InputError for anything but an http or https address
 */
export function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : (value ?? '');
	if (text === '') return HYPERREP_URL;
	if (typeof text !== 'string' || !/^https?:\/\//i.test(text)) {
		throw new InputError('The Base URL must begin with http:// or https://', ENTER_URL);
	}
	if (text.length > MAX_URL) throw new InputError('The Base URL is too long', ENTER_URL);
	if (!URL.canParse(text)) throw new InputError('The Base URL is not a valid address', ENTER_URL);
	const { origin, pathname, search, hash, username, password } = new URL(text);
	if ([search, hash, username, password].some((part) => part !== '')) {
		throw new InputError('The Base URL must not contain a user name, "?" or "#"', ENTER_URL);
	}
	return (origin + pathname).replace(/(?<!\/)\/+$/, '');
}

/**
 * Identifies the base URL and the API key of a credential, and contains neither. A slash at the end, blanks
 * around them or a host in capitals make no difference.
 *
 * @throws InputError for an unusable base URL or key
 */
export function accountOf({ baseUrl, apiKey }: { baseUrl?: unknown; apiKey?: unknown }): string {
	const values = JSON.stringify([readBaseUrl(baseUrl), readApiKey(apiKey)]);
	return createHash('sha256').update(values).digest('base64');
}
