import { DateTime } from 'luxon';

import { parseTimestamp } from './microseconds';

/** Formats a timestamp as a clock in a time zone shows it, in one of Luxon's formats; `undefined` if it is not one. */
export function wallClock(timestamp: unknown, zone: string, format: string): string | undefined {
	const instant = parseTimestamp(timestamp);
	if (instant === undefined) return undefined;
	const dateTime = DateTime.fromMillis(Math.floor(instant / 1000), { zone });
	return dateTime.isValid ? dateTime.toFormat(format) : undefined;
}
