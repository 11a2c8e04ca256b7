/** An instant as whole microseconds since 1970: HyperRep's precision, and exact as a number. */
export type Microseconds = number;

export const SECOND: Microseconds = 1_000_000;

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads a timestamp as HyperRep writes it. Neither text nor Date would do for comparing: `…13Z` is
 * before `…13.78Z`, and a Date has milliseconds only.
 *
 * @returns `undefined` for what is no timestamp
 */
export function toMicroseconds(timestamp: unknown): Microseconds | undefined {
	const [, date, time, fraction = '', offset = 'Z'] = ISO.exec(String(timestamp)) ?? [];
	const milliseconds = Date.parse(`${date}T${time}${offset}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
