import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors/InputError';
import { describeType, quote } from '../errors/wording';
import { readGroup } from './collection';
import { isEmpty, isLeftToModel, isWronglyEmpty } from './expressions';
import { readJsonObject } from './jsonText';
import { nameLocator, valueOfLocator } from './locator';
import { CHOSEN_ORGANIZATION } from './organization';
import {
	sourceWithin,
	type Parameter,
	type ParameterSource,
	type ParameterText,
} from './Parameter';
import { readText, writeAsText } from './text';

const ROWS = 'Custom Fields';
const JSON_LABEL = 'Custom Fields (JSON)';
const NAME = `${ROWS} → Name`;
const LABELS = new Map([['custom_fields', ROWS]]);
const CHECK_EXPRESSION = 'Check its expression.';

type RowsText = Pick<ParameterText, 'description'> & { listMethod: string };

/** Custom fields that records must have: their names and values as text. */
export function customFieldFilter(naming: RowsText): Parameter<Map<string, string>> {
	return {
		fields: [rowsField(naming)],
		// The node applies it, so HyperRep never refuses it.
		labels: new Map(),
		read: (source) => readRows(rowsIn(source).filter(isMeant), CHECK_EXPRESSION),
	};
}

/** Rows of a custom field's name and its value as text. */
function rowsField({ description, listMethod }: RowsText): INodeProperties {
	return {
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
					...nameLocator({
						label: 'Name',
						name: 'name',
						placeholder: 'e.g. notes',
						listMethod,
						listPlaceholder: 'Select a custom field…',
						dependsOn: [CHOSEN_ORGANIZATION],
						description:
							'The name of the custom field in HyperRep. The list shows the names in use. To enter another one, choose By Name.',
					}).fields,
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
}

/**
 * Custom fields of a record that is created: rows of text, and a JSON object for values of any type.
 * If both name the same field, the JSON wins. `undefined` if none was entered.
 */
export function customFields(listMethod: string): Parameter<IDataObject | undefined> {
	const rows = rowsField({ description: 'Custom fields with text values', listMethod });
	const advice = `Check its expression, or use '${JSON_LABEL}' for values that are not text.`;
	const json: INodeProperties = {
		displayName: JSON_LABEL,
		name: 'customFieldsJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"vip": true}',
		description:
			"Custom fields as a JSON object, for values that are not text. If 'Custom Fields' has the same field, this value is used.",
	};
	return {
		fields: [rows, json],
		labels: LABELS,
		read(source) {
			const entries = new Map<string, unknown>(readRows(rowsIn(source), advice));
			for (const [name, value] of readJsonObject(source.get('customFieldsJson'), JSON_LABEL)) {
				entries.set(name, value);
			}
			// Built from entries, since assigning to a field named `__proto__` would lose it.
			return entries.size === 0 ? undefined : (Object.fromEntries(entries) as IDataObject);
		},
	};
}

/**
 * @param advice what to do about a value that is not text
 * @throws InputError for a row without a name, a name that appears twice, or a value that is not text
 */
function readRows(rows: ParameterSource[], advice: string): Map<string, string> {
	const entries = new Map<string, string>();
	for (const row of rows) {
		const name = nameOf(row);
		const text = readValue(name ?? '', row.get('value'), advice);
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

const nameOf = (row: ParameterSource) => readText(valueOfLocator(row.get('name')), NAME);

/** Whether a row of a filter counts: a model may leave its value empty. One that is empty by mistake is refused. */
function isMeant(row: ParameterSource): boolean {
	const empty = isWronglyEmpty(row, 'name')
		? `'${NAME}' is empty`
		: isWronglyEmpty(row, 'value') && `The custom field ${quote(nameOf(row) ?? '')} has no value`;
	if (empty !== false) {
		throw new InputError(
			empty,
			`Its expression returned no value for this item. Correct the expression, or remove the row from '${ROWS}'.`,
		);
	}
	return !isEmpty(row.get('value')) || !isLeftToModel(row, 'value');
}

/** The rows of the fixed collection, `{field: [{name, value}]}`, each with the name in a locator or as text. */
function rowsIn(source: ParameterSource): ParameterSource[] {
	const { field = [] } = readGroup(source.get('customFields'), ROWS);
	const rows: unknown[] = Array.isArray(field) ? field : [field];
	return rows.flatMap((row, n) =>
		typeof row === 'object' && row !== null
			? [sourceWithin(source, row, 'customFields', 'field', `${n}`)]
			: [],
	);
}

/** Unlike other texts, an empty one counts: it is sent as the field's value. So do true and false. */
function readValue(name: string, value: unknown, advice: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const text = typeof value === 'boolean' ? String(value) : writeAsText(value);
	if (text !== undefined) return text;
	throw new InputError(
		`The custom field ${quote(name)} must be text, but it is ${describeType(value)}`,
		advice,
	);
}
