import { DateTime } from 'luxon';

import { emptyInput, InputError } from '../errors/InputError';
import { describeType, INVALID_DATE, isInexact } from '../errors/wording';
import { isDate } from '../time/instant';
import { isBlank, trimmed } from '../values/isBlank';
import { parameter, required, type Parameter, type ParameterText } from './Parameter';

/**
 * An optional text. It is sent as entered, but without blanks and invisible characters around it if `isTrimmed`: an
 * address or a number has none.
 */
export function text(
	naming: ParameterText & { isTrimmed?: boolean; rows?: number },
): Parameter<string | undefined> {
	const { label, name, isTrimmed = false, rows } = naming;
	const typeOptions = rows !== undefined && { typeOptions: { rows } };
	return parameter(naming, { type: 'string', ...typeOptions, default: '' }, (source) => {
		const read = isTrimmed ? readTrimmed : readText;
		return read(source.get(name), label);
	});
}

/** A required text. */
export function requiredText(naming: Parameters<typeof text>[0]): Parameter<string> {
	return required(text(naming), () => emptyInput(naming.label));
}

/**
 * Reads a text. Whole and decimal numbers become text, and dates become ISO 8601 text.
 *
 * @returns `undefined` if there is none, or only white space
 * @throws InputError for anything that is not text: lists, objects, booleans, numbers that were rounded, and
 * NaN or Infinity, which expressions return for a missing value
 */
export function readText(value: unknown, label: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const written = writeAsText(value);
	if (written === undefined) {
		throw new InputError(
			`'${label}' must be text, but it is ${describeType(value)}`,
			`Check the expression in '${label}'.`,
		);
	}
	return isBlank(written) ? undefined : written;
}

/** As `readText`, without blanks and invisible characters around it. */
export function readTrimmed(value: unknown, label: string): string | undefined {
	const text = readText(value, label);
	return text && trimmed(text);
}

/** The one rule for what counts as text: text, numbers and dates. `undefined` for anything else. */
export function writeAsText(value: unknown): string | undefined {
	if (typeof value === 'string') return value === INVALID_DATE ? undefined : value;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return isInexact(value) ? undefined : String(value);
	// An expression's DateTime may be from another copy of Luxon, so `instanceof` would not work.
	if (DateTime.isDateTime(value)) return value.toISO() ?? undefined;
	if (isDate(value)) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	return undefined;
}
