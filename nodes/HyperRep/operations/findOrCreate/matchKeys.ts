import { InputError } from '../../errors/InputError';
import { listInWords, quote } from '../../errors/wording';
import type { ApiParameterText } from '../../parameters/Parameter';
import type { RecordKind } from '../RecordKind';

/** The keys of a record, or of the body of one that may be created: by all fields of its kind, or by some. */
export function keysOf(
	{ keys = {} }: RecordKind,
	record: Record<string, unknown>,
	fields = Object.keys(keys),
): string[] {
	return fields.flatMap((field) => {
		const key = keys[field]?.(record[field]) ?? '';
		return key === '' ? [] : [`${field} ${key}`];
	});
}

/**
 * The keys that an item looks for. A value that identifies nobody, such as the phone number 0, counts as
 * empty if there is another key.
 *
 * @param matchKeys the parameters of Create that hold the fields to compare
 * @param advice what to do if it has none, or one that identifies nobody
 * @throws InputError then
 */
export function readKeys(
	kind: RecordKind,
	values: Record<string, unknown>,
	matchKeys: readonly ApiParameterText[],
	advice: { none: string; unusable(label: string): string },
): string[] {
	const fields = matchKeys.map(({ apiName }) => apiName);
	const keys = keysOf(kind, values, fields);
	if (keys.length > 0) return keys;
	for (const { label, apiName } of matchKeys) {
		const value = values[apiName];
		if (value === undefined) continue;
		throw new InputError(`'${label}' cannot be compared: ${quote(value)}`, advice.unusable(label));
	}
	const labels = matchKeys.map(({ label }) => `'${label}'`);
	throw new InputError(`${listInWords(labels, 'or')} must have a value`, advice.none);
}
