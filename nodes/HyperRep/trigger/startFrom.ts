import { readInstant } from '../time/instant';
import { InputError } from '../errors/InputError';
import { toMicroseconds, type Microseconds } from '../time/microseconds';

/**
 * Reads from when on contacts count as new.
 *
 * @returns the instant; `undefined` for the moment of the activation
 * @throws InputError for a date that is missing or cannot be read
 */
export function readStart(
	startFrom: unknown,
	startDate: unknown,
	timezone: string,
): Microseconds | undefined {
	if (startFrom === 'all') return Number.MIN_SAFE_INTEGER;
	if (startFrom !== 'date') return undefined;
	const instant = readInstant(startDate, 'Start Date', timezone);
	if (instant === undefined) {
		throw new InputError('Start Date is empty', 'Enter a date, or change "Start From".');
	}
	return toMicroseconds(instant);
}
