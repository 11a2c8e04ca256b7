import { InputError } from '../../errors/InputError';
import { listInWords, quote } from '../../errors/wording';
import type { ApiParameterText } from '../../parameters/Parameter';

/** A field by which a record is recognized. */
export interface MatchKey {
	/** What saved workflows hold in Match By. */
	value: string;
	/** The label of the parameter that holds it. */
	name: string;
	/** HyperRep's name for it. */
	field: string;
	/** When two values mean the same; empty for a value by which nothing is recognized. */
	keyOf(value: unknown): string;
}

/**
 * The key in a parameter.
 *
 * @param keyOf when two of its values mean the same
 */
export function matchKey(
	{ label, name, apiName }: ApiParameterText,
	keyOf: MatchKey['keyOf'],
): MatchKey {
	return { value: name, name: label, field: apiName, keyOf };
}

/** The keys of a record, or of the body of one that may be created. */
export function keysOf(record: Record<string, unknown>, matchKeys: readonly MatchKey[]): string[] {
	return matchKeys.flatMap(({ field, keyOf }) => {
		const key = keyOf(record[field]);
		return key === '' ? [] : [`${field} ${key}`];
	});
}

/**
 * The keys that an item looks for.
 *
 * @throws InputError where it has none, or a value by which nothing can be recognized
 */
export function readKeys(body: Record<string, unknown>, matchKeys: readonly MatchKey[]): string[] {
	for (const { name, field, keyOf } of matchKeys) {
		const value = body[field];
		if (value === undefined || keyOf(value) !== '') continue;
		throw new InputError(
			`'${name}' cannot be compared: ${quote(value)}`,
			`Correct '${name}', or leave it out of 'Match By'.`,
		);
	}
	const keys = keysOf(body, matchKeys);
	if (keys.length > 0) return keys;
	const labels = listInWords(
		matchKeys.map(({ name }) => `'${name}'`),
		'or',
	);
	throw new InputError(
		`${labels} must have a value`,
		"The record is looked for by what is chosen in 'Match By'. If it is an expression, it gave no value for this item.",
	);
}
