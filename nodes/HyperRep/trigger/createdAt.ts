import type { Contact } from './source';

/** An instant as whole microseconds since 1970: the precision of `created_at`, and exact as a number. */
export type Microseconds = number;

export const SECOND: Microseconds = 1_000_000;

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads when a contact was created. Neither text nor Date would do for comparing: `…13Z` is before
 * `…13.78Z`, and a Date has milliseconds only.
 *
 * @throws Error for a contact without a readable date, since it can be neither new nor old
 */
export function createdAt({ created_at: value }: Contact): Microseconds {
	const [, date, time, fraction = '', offset = 'Z'] = ISO.exec(String(value)) ?? [];
	const milliseconds = Date.parse(`${date}T${time}${offset}`);
	if (Number.isNaN(milliseconds)) {
		throw new Error(
			`HyperRep sent a contact whose creation date ("created_at") cannot be read: ${JSON.stringify(value)}`,
		);
	}
	return milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
