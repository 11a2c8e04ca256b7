import { quote } from '../errors/wording';
import { toMicroseconds } from '../time/microseconds';
import { readCollection } from './collection';
import { InputError } from '../errors/InputError';
import { readInstant } from '../time/instant';

/**
 * Reads the filters Start Date and End Date, each of which may be missing.
 *
 * @param filters the value of the filters collection: `{startDate?, endDate?}`
 * @returns both instants in UTC, as HyperRep takes them
 * @throws InputError for an unreadable date, and where the start is after the end
 */
export function readDateRange(
	filters: unknown,
	timezone: string,
): { start: string | undefined; end: string | undefined } {
	const { startDate, endDate } = readCollection(filters, 'Filters');
	const start = readInstant(startDate, 'Start Date', timezone);
	const end = readInstant(endDate, 'End Date', timezone);
	const [from, to] = [toMicroseconds(start), toMicroseconds(end)];
	if (from !== undefined && to !== undefined && from > to) {
		throw new InputError(
			`Start Date (${quote(startDate)}) is after End Date (${quote(endDate)})`,
			'Exchange the two, or change one of them.',
		);
	}
	return { start, end };
}
