import { InputError } from '../input/InputError';

const HOW_TO = 'Open the HyperRep credential and enter the Base URL, e.g. https://api.hyperrep.ai.';

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
