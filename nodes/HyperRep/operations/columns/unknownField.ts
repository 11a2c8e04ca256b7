import { nearestName } from '../../comparing/nearestName';
import { InputError } from '../../errors/InputError';
import { listInWords, quote } from '../../errors/wording';
import { isObject } from '../../values/objects';
import { CUSTOM_FIELD, type Column } from './Columns';

/**
 * Refuses a field that was mapped manually and does not exist, and suggests the name that was probably meant.
 * What AI builders write, such as `e_mail` or `custom_fields` with an object, would otherwise be left out
 * silently.
 *
 * @param loaded the IDs of the fields that n8n's mapper shows
 */
export function unknownField(
	label: string,
	{ field, value }: { field: string; value: unknown },
	columns: readonly Column[],
	loaded: string[],
): InputError {
	const own = columns.map(({ apiName }) => apiName);
	const custom = customFieldIn(field, value);
	const meant = custom ?? nearestName(field, [...own, ...loaded]);
	const fields = listInWords(
		[...own, `${CUSTOM_FIELD} followed by the name of a custom field`],
		'or',
	);
	return new InputError(
		`'${label}' has no field ${quote(field)}`,
		[
			meant !== undefined && `Did you mean ${quote(meant)}?`,
			`Valid fields are ${fields}, e.g. ${quote(custom ?? `${CUSTOM_FIELD}${field || 'notes'}`)}.`,
			`Map it to one of these, or remove it from '${label}'.`,
		]
			.filter(Boolean)
			.join(' '),
	);
}

/** Custom fields are mapped one by one: for `custom_fields` with `{plan: 'pro'}`, `custom_fields.plan`. */
function customFieldIn(field: string, value: unknown): string | undefined {
	if (!/^custom[\s_-]?fields?\.?$/i.test(field)) return undefined;
	const [name = 'notes'] = isObject(value) ? Object.keys(value) : [];
	return `${CUSTOM_FIELD}${name}`;
}
