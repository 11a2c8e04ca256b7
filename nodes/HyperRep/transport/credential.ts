import { InputError } from '../input/InputError';

const HOW_TO = 'Open the HyperRep credential and enter the Base URL, e.g. https://api.hyperrep.ai.';

/**
 * Reads the API key of a credential.
 *
 * @throws InputError for a key that is empty or cannot be sent as a header
 */
export function readApiKey(value: unknown): string {
	const key = typeof value === 'string' ? value : '';
	if (key.trim() === '') {
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
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		url = new URL('invalid:');
	}
	const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
	if (!isWeb || !/^https?:\/\//i.test(text)) {
		throw new InputError(
			`The Base URL must begin with http:// or https://, but it is "${text}"`,
			HOW_TO,
		);
	}
	if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
		throw new InputError(
			'The Base URL must be an address only, without user name, "?" or "#"',
			HOW_TO,
		);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
