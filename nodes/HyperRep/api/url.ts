import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';

/** The longest ID, in bytes. A longer one would keep n8n busy for seconds. */
const MAX_ID = 4096;

/** Whether a text is too long for an ID. */
export const isTooLongForId = (text: string): boolean => Buffer.byteLength(text) > MAX_ID;

/**
 * The address of something in HyperRep.
 *
 * @param baseUrl without a slash at its end
 * @param path below `/api/v2`; each segment is percent-encoded
 * @throws InputError for a segment that can't be part of a path
 */
export function urlOf(baseUrl: string, path: string[], query?: Record<string, string>): string {
	const segments = ['api', 'v2', ...path].map(encodeSegment);
	const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
	return `${baseUrl}/${segments.join('/')}${search}`;
}

/** IDs from a server end up here, too. Dots would lead out of the path, even percent-encoded. */
function encodeSegment(segment: string): string {
	const isTooLong = isTooLongForId(segment);
	if (isTooLong || ['', '.', '..'].includes(segment) || /\p{Surrogate}/u.test(segment)) {
		throw new InputError(`${quote(segment)} is not an ID`, 'Choose another one from the list.');
	}
	return encodeURIComponent(segment);
}
