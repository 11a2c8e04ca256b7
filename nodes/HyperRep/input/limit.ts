import { InputError } from './InputError';
import type { Parameters } from './parameters';

/**
 * Reads Return All and Limit.
 *
 * @returns how many records at the most; `Infinity` for all
 * @throws InputError for a limit that is no whole number of at least 1
 */
export function readLimit(parameters: Parameters): number {
	if (parameters.get('returnAll') === true) return Infinity;
	const value = parameters.get('limit');
	const limit = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) {
		throw new InputError(
			`Limit must be a whole number of at least 1, but it is ${JSON.stringify(value)}`,
			'Change "Limit", or turn on "Return All".',
		);
	}
	return limit;
}
