declare const unit: unique symbol;

/**
 * An instant as whole microseconds since 1970: HyperRep's precision, and exact as a number. The brand keeps
 * out milliseconds; spans of time are plain numbers of microseconds.
 */
export type Microseconds = number & { readonly [unit]: 'microseconds' };

/** Spans of time, in microseconds. */
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

/** Before every instant. JSON has no infinity. */
export const BEGINNING = Number.MIN_SAFE_INTEGER as Microseconds;

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,20}))?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads a timestamp as HyperRep writes it, e.g. `2026-03-12T00:32:13.782565Z`. Neither text nor Date would
 * work for comparing: `…13Z` is before `…13.78Z`, and a Date has only milliseconds.
 *
 * @returns `undefined` if it is not a timestamp
 */
export function parseTimestamp(timestamp: unknown): Microseconds | undefined {
	if (typeof timestamp !== 'string') return undefined;
	const [, date, time, fraction = '', offset = 'Z'] = ISO.exec(timestamp) ?? [];
	const milliseconds = Date.parse(`${date}T${time}${toIsoOffset(offset)}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return (milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'))) as Microseconds;
}

/** Databases write `+00` or `+0000`, which not every JavaScript engine reads. */
function toIsoOffset(offset: string): string {
	const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(offset) ?? [];
	return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

/** The instant that is `span` microseconds after another one, or before it. */
export function shift(instant: Microseconds, span: number): Microseconds {
	return Math.max(BEGINNING, instant + span) as Microseconds;
}

/** The earliest of some instants. */
export function earliest(...instants: Microseconds[]): Microseconds {
	return Math.min(...instants) as Microseconds;
}

/** The latest of some instants. */
export function latest(...instants: Microseconds[]): Microseconds {
	return Math.max(...instants) as Microseconds;
}

/** Milliseconds since 1970, e.g. of a `Date` header, as an instant. */
export function fromMilliseconds(milliseconds: number): Microseconds {
	return Math.round(milliseconds * 1000) as Microseconds;
}

/** Writes an instant as HyperRep takes it, to the microsecond. */
export function toTimestamp(instant: Microseconds): string {
	const seconds = Math.floor(instant / SECOND);
	const fraction = String(instant - seconds * SECOND).padStart(6, '0');
	return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
