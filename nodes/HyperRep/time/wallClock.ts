import { DateTime } from 'luxon';

import { parseTimestamp } from './microseconds';

/** Writes a timestamp as a clock in a time zone shows it, in a format of Luxon's; `undefined` for what is none. */
export function wallClock(timestamp: unknown, zone: string, format: string): string | undefined {
	const instant = parseTimestamp(timestamp);
	if (instant === undefined) return undefined;
	const dateTime = DateTime.fromMillis(Math.floor(instant / 1000), { zone });
	return dateTime.isValid ? dateTime.toFormat(format) : undefined;
}
