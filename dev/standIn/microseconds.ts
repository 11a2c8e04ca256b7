/** Instants as whole microseconds since 1970, the precision of HyperRep's `created_at`. */
export type Microseconds = number;

export const SECOND: Microseconds = 1_000_000;
export const MINUTE: Microseconds = 60 * SECOND;
const DAY: Microseconds = 24 * 60 * MINUTE;

/** The machine's clock. */
export const now = (): Microseconds =>
	Math.floor((performance.timeOrigin + performance.now()) * 1000);

/** `2026-03-12T`, by the number of the day: a page of records has hundreds of timestamps of few days. */
const dates = new Map<number, string>();

const twoDigits = (number: number) => `${Math.floor(number)}`.padStart(2, '0');

/** `2026-03-12T00:32:13.782565Z`; zeros at the end of the fraction are left out, as is an empty fraction. */
export function toTimestamp(instant: Microseconds): string {
	const day = Math.floor(instant / DAY);
	const date = dates.get(day) ?? new Date((day * DAY) / 1000).toISOString().slice(0, 11);
	dates.set(day, date);
	const seconds = Math.floor((instant - day * DAY) / SECOND);
	const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
	const fraction = String(instant - day * DAY - seconds * SECOND)
		.padStart(6, '0')
		.replace(/0+$/, '');
	return fraction === '' ? `${date}${time}Z` : `${date}${time}.${fraction}Z`;
}
