import { InputError } from '../../errors/InputError';
import { listInWords, quote } from '../../errors/wording';
import type { ApiParameterText } from '../../parameters/Parameter';
import type { RecordKind } from '../RecordKind';

/** A field by which a record is looked for. */
export interface MatchKey {
	/** What saved workflows hold in Match By. */
	value: string;
	/** The label of the parameter that holds it. */
	name: string;
	/** HyperRep's name for it. */
	field: string;
	/** The parameter of Create that holds it. */
	parameter: ApiParameterText;
}

/** The key in a parameter. */
export function matchKey(parameter: ApiParameterText): MatchKey {
	const { label, name, apiName } = parameter;
	return { value: name, name: label, field: apiName, parameter };
}

/**
 * The keys of a record, or of the body of one that may be created.
 *
 * @param fields those that count; all by which records of the kind are recognized, without them
 */
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
 * The keys that an item looks for. A value that recognizes nobody, such as the phone number 0, counts as empty beside
 * another key.
 *
 * @param advice what to do if it has none, or one by which nothing can be recognized
 * @throws InputError then
 */
export function readKeys(
	kind: RecordKind,
	values: Record<string, unknown>,
	matchKeys: readonly MatchKey[],
	advice: { none: string; unusable(label: string): string },
): string[] {
	const fields = matchKeys.map(({ field }) => field);
	const keys = keysOf(kind, values, fields);
	if (keys.length > 0) return keys;
	for (const { name, field } of matchKeys) {
		const value = values[field];
		if (value === undefined) continue;
		throw new InputError(`'${name}' cannot be compared: ${quote(value)}`, advice.unusable(name));
	}
	const labels = listInWords(
		matchKeys.map(({ name }) => `'${name}'`),
		'or',
	);
	throw new InputError(`${labels} must have a value`, advice.none);
}
