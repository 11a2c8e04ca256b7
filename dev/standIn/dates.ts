import { SECOND, type Microseconds } from './microseconds';
import { Refusal } from './refusal';

/** A window of time; an end that is missing is open. */
export interface Window {
	start: Microseconds;
	end: Microseconds;
	/** Tells two windows apart, as their query wrote them. */
	name: string;
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:?\d\d)$/i;

/** An ISO 8601 date with an offset, to the microsecond; `undefined` for anything else. */
function parseInstant(text: string): Microseconds | undefined {
	const [, minutes, seconds = ':00', fraction = '', offset = ''] = INSTANT.exec(text) ?? [];
	if (minutes === undefined) return undefined;
	const milliseconds = Date.parse(`${minutes}${seconds}${offset}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return (milliseconds / 1000) * SECOND + Number(fraction.padEnd(6, '0'));
}

/**
 * Reads `start_date` and `end_date`.
 *
 * @throws Refusal 422 for what is no date or is required and missing, 400 for a start after the end
 */
export function readWindow(query: Record<string, string>, areRequired = false): Window {
	const { start_date: startDate, end_date: endDate } = query;
	const start = readDate(startDate, 'start_date', areRequired) ?? -Infinity;
	const end = readDate(endDate, 'end_date', areRequired) ?? Infinity;
	if (start > end) throw new Refusal(400, 'start_date must be less than or equal to end_date');
	return { start, end, name: `from ${startDate} to ${endDate}` };
}

function readDate(
	text: string | undefined,
	name: string,
	isRequired: boolean,
): Microseconds | undefined {
	if (text === undefined) {
		if (isRequired) throw Refusal.invalid(['query', name], 'Field required', 'missing');
		return undefined;
	}
	const instant = parseInstant(text);
	if (instant === undefined) {
		throw Refusal.invalid(['query', name], 'Input should be a valid datetime with an offset');
	}
	return instant;
}
