import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors/InputError';
import { describeType, quote } from '../errors/wording';
import { readJsonObject } from './jsonText';
import { nameLocatorField, valueOfLocator } from './locator';
import { CHOSEN_ORGANIZATION } from './organization';
import type { Parameter, ParameterText } from './Parameter';
import { readText, writeAsText } from './text';

const ROWS = 'Custom Fields';
const JSON_LABEL = 'Custom Fields (JSON)';
const API_NAME = 'custom_fields';

/** Rows of a custom field's name and its value as text. */
export function customFieldRows({
	description,
	listMethod,
	advice = 'Check its expression.',
}: Pick<ParameterText, 'description'> & {
	listMethod: string;
	/** What to do about a value that is no text. */
	advice?: string;
}): Parameter<Map<string, string>> {
	const field: INodeProperties = {
		displayName: ROWS,
		name: 'customFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Custom Field',
		default: {},
		description,
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					nameLocatorField({
						label: 'Name',
						name: 'name',
						placeholder: 'e.g. notes',
						listMethod,
						listPlaceholder: 'Select a custom field…',
						dependsOn: [CHOSEN_ORGANIZATION],
						description:
							'The name of the custom field in HyperRep. The list has the names that are in use. To enter another, choose By Name.',
					}),
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Prefers SMS',
						description: 'The value, as text',
					},
				],
			},
		],
	};
	return {
		fields: [field],
		labels: new Map([[API_NAME, ROWS]]),
		read: (source) => readRows(source.get('customFields'), advice),
	};
}

/**
 * Custom fields of a record that is created: rows of text, and a JSON object for values of any type.
 * Where both name the same field, the JSON wins. `undefined` where none was entered.
 */
export function customFields(listMethod: string): Parameter<IDataObject | undefined> {
	const rows = customFieldRows({
		description: 'Custom fields that hold text',
		listMethod,
		advice: `Check its expression, or use '${JSON_LABEL}' for values that are not text.`,
	});
	const json: INodeProperties = {
		displayName: JSON_LABEL,
		name: 'customFieldsJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"vip": true}',
		description:
			"Custom fields as a JSON object, for values that are not text. Where 'Custom Fields' has the same field, the value here is used.",
	};
	return {
		fields: [...rows.fields, json],
		labels: rows.labels,
		read(source) {
			const entries = new Map<string, unknown>(rows.read(source));
			for (const [name, value] of readJsonObject(source.get('customFieldsJson'), JSON_LABEL)) {
				entries.set(name, value);
			}
			// Built from entries, since assigning to a field named `__proto__` would lose it.
			return entries.size === 0 ? undefined : (Object.fromEntries(entries) as IDataObject);
		},
	};
}

/**
 * @param value the fixed collection: `{field: [{name, value}]}`, the name in a locator or as text
 * @throws InputError for a row without a name, a name that appears twice, or a value that is no text
 */
function readRows(value: unknown, advice: string): Map<string, string> {
	const entries = new Map<string, string>();
	for (const row of rowsOf(value)) {
		const name = readText(valueOfLocator(row.name), 'Custom Fields → Name');
		const text = readValue(name ?? '', row.value, advice);
		if (text === undefined || (name === undefined && text === '')) continue;
		if (name === undefined) {
			throw new InputError(
				`The custom field with the value ${quote(text)} has no name`,
				`Enter its Name in '${ROWS}', or remove it.`,
			);
		}
		if (entries.has(name)) {
			throw new InputError(
				`The custom field ${quote(name)} appears twice in '${ROWS}'`,
				'Remove one of the two.',
			);
		}
		entries.set(name, text);
	}
	return entries;
}

function rowsOf(value: unknown): Array<{ name?: unknown; value?: unknown }> {
	const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
	if (value !== null && value !== undefined && value !== '' && !isGroup) {
		throw new InputError(
			`'${ROWS}' must be a group of fields, but it is ${describeType(value)}`,
			`Check the expression in '${ROWS}'.`,
		);
	}
	const rows: unknown = isGroup && 'field' in value ? value.field : [];
	return (Array.isArray(rows) ? rows : [rows]).filter(
		(row) => typeof row === 'object' && row !== null,
	);
}

/** Unlike other texts, an empty one counts: it is what the field shall hold. So do true and false. */
function readValue(name: string, value: unknown, advice: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const text = typeof value === 'boolean' ? String(value) : writeAsText(value);
	if (text !== undefined) return text;
	throw new InputError(
		`The custom field ${quote(name)} must be text, but it is ${describeType(value)}`,
		advice,
	);
}
