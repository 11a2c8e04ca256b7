import { DateTime } from 'luxon';

import { quote } from '../errors/wording';
import { InputError } from '../errors/InputError';

/** Epoch milliseconds below this (1973) are more likely seconds, which would mean another time. */
const SMALLEST_EPOCH_MILLISECONDS = 100_000_000_000;

/**
 * Reads a date and time. Without an offset of its own it is in `timezone`.
 *
 * @param value text in ISO 8601, SQL, RFC 2822 or HTTP form, a Date, a Luxon DateTime, or epoch milliseconds
 * @returns the instant in UTC as HyperRep takes it, e.g. `2026-04-01T00:00:00Z`, with as many digits
 * after the seconds as were entered; `undefined` where nothing was
 * @throws InputError for what is no date
 */
export function readInstant(value: unknown, label: string, timezone: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const dateTime = toDateTime(value, timezone);
	const utc = dateTime.toUTC();
	if (!dateTime.isValid || utc.year < 1 || utc.year > 9999) {
		throw new InputError(
			`${label} is not a date and time: ${quote(value)}`,
			`Enter "${label}" like 2026-04-01T09:00:00 (in the workflow's time zone, ${timezone}) or 2026-04-01T09:00:00Z (in UTC).`,
		);
	}
	// Luxon keeps milliseconds only; HyperRep has microseconds.
	const digits = typeof value === 'string' ? /:\d\d[.,](\d{4,6})/.exec(value)?.[1] : undefined;
	if (digits === undefined) return utc.toISO({ suppressMilliseconds: true }) ?? undefined;
	return `${utc.toFormat("yyyy-MM-dd'T'HH:mm:ss")}.${digits}Z`;
}

function toDateTime(value: unknown, timezone: string): DateTime {
	// The DateTime of an expression may be of another copy of Luxon, so `instanceof` would not do.
	if (DateTime.isDateTime(value)) return value;
	if (isDate(value)) return DateTime.fromJSDate(value);
	if (typeof value === 'number' && Math.abs(value) >= SMALLEST_EPOCH_MILLISECONDS) {
		return DateTime.fromMillis(value);
	}
	if (typeof value !== 'string') return DateTime.invalid('no date');
	const text = value.trim();
	const options = { zone: timezone, setZone: true };
	// ISO also knows times without a date, which would mean today.
	if (/^\d{4}/.test(text)) {
		const iso = DateTime.fromISO(text, options);
		return iso.isValid ? iso : DateTime.fromSQL(text, options);
	}
	const rfc2822 = DateTime.fromRFC2822(text, options);
	return rfc2822.isValid ? rfc2822 : DateTime.fromHTTP(text, options);
}

/** Also of dates that expressions have made, which are not this code's own. */
function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}
