import { DateTime } from 'luxon';

import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { isBlank } from '../values/isBlank';

/**
 * Epoch milliseconds below this (1973) are more likely seconds, and above this (2286) a date without hyphens,
 * such as 20260401090000. Both would be another time.
 */
const [SMALLEST_EPOCH_MILLISECONDS, LARGEST_EPOCH_MILLISECONDS] = [1e11, 1e13];

/** As text they must be in this century: 202604010900 is a date. */
const EPOCH_MILLISECONDS = /^\d{13}$/;

/**
 * What a date without a time means: its first moment, its last one, or the first moment after it,
 * if HyperRep takes an end as exclusive.
 */
export type Edge = 'start' | 'end' | 'exclusiveEnd';

/**
 * Reads a date and time. Without an offset of its own, it is in `timezone`.
 *
 * @param value text in ISO 8601, SQL, RFC 2822 or HTTP form, a Date, a Luxon DateTime, or epoch milliseconds
 * @returns the instant in UTC as HyperRep takes it, e.g. `2026-04-01T00:00:00Z`, with as many digits after
 * the seconds as were entered; `undefined` if nothing was
 * @throws InputError if it is not a date
 */
export function readInstant(
	value: unknown,
	label: string,
	timezone: string,
	edge: Edge = 'start',
): string | undefined {
	if (isBlank(value)) return undefined;
	const utc = toDateTime(value, timezone, edge).toUTC();
	if (!utc.isValid || utc.year < 1 || utc.year > 9999) {
		throw new InputError(
			`'${label}' is not a date and time: ${quote(value)}`,
			`Enter '${label}' like 2026-04-01T09:00:00 (in the workflow's time zone, ${timezone}) or 2026-04-01T09:00:00Z (in UTC).`,
		);
	}
	// Luxon keeps milliseconds only; HyperRep has microseconds.
	const digits = typeof value === 'string' ? microsecondsOf(value.trim(), edge) : undefined;
	if (digits === undefined) return utc.toISO({ suppressMilliseconds: true }) ?? undefined;
	return `${utc.toFormat("yyyy-MM-dd'T'HH:mm:ss")}.${digits}Z`;
}

/** The digits after the seconds, if Luxon does not keep them all: as entered, or those of a period's last moment. */
function microsecondsOf(text: string, edge: Edge): string | undefined {
	if (edge === 'end' && isPeriod(text)) return '999999';
	return /:\d\d[.,](\d{4,6})/.exec(text)?.[1];
}

function toDateTime(value: unknown, timezone: string, edge: Edge): DateTime {
	// An expression's DateTime may be from another copy of Luxon, so `instanceof` would not work.
	if (DateTime.isDateTime(value)) return value;
	if (isDate(value)) return DateTime.fromJSDate(value);
	const milliseconds = readEpochMilliseconds(value);
	if (milliseconds !== undefined) return DateTime.fromMillis(milliseconds);
	if (typeof value !== 'string') return DateTime.invalid('no date');
	const text = value.trim();
	const wall = parse(text, 'UTC');
	// A text with an offset of its own means the same in every zone.
	if (+wall === +parse(text, 'UTC+1')) return wall;
	if (!isPeriod(text) || edge === 'start') return inZone(wall, timezone);
	const next = inZone(afterPeriod(wall, text), timezone);
	// Not the last moment that clocks show: if they are put back at midnight, they show it twice.
	return edge === 'end' ? next.minus(1) : next;
}

/** Also recognizes dates from expressions, which are not instances of this code's Date. */
export function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

function readEpochMilliseconds(value: unknown): number | undefined {
	const number =
		typeof value === 'string' && EPOCH_MILLISECONDS.test(value.trim()) ? +value : value;
	if (typeof number !== 'number') return undefined;
	const size = Math.abs(number);
	return size >= SMALLEST_EPOCH_MILLISECONDS && size < LARGEST_EPOCH_MILLISECONDS ? number : NaN;
}

function parse(text: string, zone: string): DateTime {
	const options = { zone, setZone: true };
	// ISO and SQL also have times without a date, which would mean today: `2026-13` is one.
	if (/^\d{4}/.test(text)) {
		const iso = DateTime.fromISO(text, options);
		return iso.isValid || !/^\d{4}-\d\d-\d\d/.test(text) ? iso : DateTime.fromSQL(text, options);
	}
	const rfc2822 = DateTime.fromRFC2822(text, options);
	return rfc2822.isValid ? rfc2822 : DateTime.fromHTTP(text, options);
}

/** Whether a date has no time, and is a whole day, or a longer period. Epoch milliseconds are not. */
const isPeriod = (text: string) => !/[T ]\d|:/i.test(text) && !EPOCH_MILLISECONDS.test(text);

/** The dates of ISO 8601 that are longer than a day, e.g. `2026`, `2026-04` or `202604`, and `2026-W14`. */
const PERIODS = [
	[/^\d{4}$/, 'year'],
	[/^\d{4}-?\d\d$/, 'month'],
	[/^\d{4}-?W\d\d$/i, 'week'],
] as const;

function afterPeriod(start: DateTime, text: string): DateTime {
	const [, unit] = PERIODS.find(([pattern]) => pattern.test(text)) ?? [undefined, 'day'];
	return start.plus({ [unit]: 1 });
}

/**
 * The instant when clocks in a zone show a time. In the hour that autumn repeats it is the first one, and in
 * the hour that spring skips the clocks have already moved on: Luxon's own result depends on the current
 * season.
 */
function inZone(wall: DateTime, timezone: string): DateTime {
	const shown = wall.toMillis();
	const day = 24 * 3_600_000;
	const offsets = [shown - day, shown + day].map((at) => offsetAt(at, timezone));
	const candidates = offsets.map((offset) => shown - offset * 60_000);
	const valid = candidates.filter((at, n) => offsetAt(at, timezone) === offsets[n]);
	return DateTime.fromMillis(Math.min(...(valid.length > 0 ? valid : candidates.slice(0, 1))));
}

/** In minutes; NaN for a zone that does not exist, which makes the date invalid. */
const offsetAt = (milliseconds: number, zone: string) =>
	DateTime.fromMillis(milliseconds, { zone }).offset;
