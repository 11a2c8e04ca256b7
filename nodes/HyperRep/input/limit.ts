import { quote } from '../errors/wording';
import { InputError } from '../errors/InputError';
import type { Parameters } from './parameters';
import { readWholeNumber } from './wholeNumber';

/**
 * Reads Return All and Limit.
 *
 * @returns how many records at the most; `Infinity` for all
 * @throws InputError for a limit that is no whole number of at least 1
 */
export function readLimit(parameters: Parameters): number {
	if (parameters.get('returnAll') === true) return Infinity;
	const value = parameters.get('limit');
	const limit = readWholeNumber(value);
	if (limit === undefined || limit < 1) {
		throw new InputError(
			`Limit must be a whole number of at least 1, but it is ${quote(value)}`,
			'Change "Limit", or turn on "Return All".',
		);
	}
	return limit;
}
