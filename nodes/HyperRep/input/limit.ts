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
	const limit = readWholeNumber(value);
	if (limit === undefined || limit < 1) {
		throw new InputError(
			`Limit must be a whole number of at least 1, but it is ${JSON.stringify(value)}`,
			'Change "Limit", or turn on "Return All".',
		);
	}
	return limit;
}

/** Reads a number, or text that is one; `undefined` for anything else. */
export function readWholeNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}
