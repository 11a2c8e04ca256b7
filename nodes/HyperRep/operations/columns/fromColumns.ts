import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { fold } from '../../comparing/searchText';
import { InputError } from '../../errors/InputError';
import { describeType, quote } from '../../errors/wording';
import { chooser } from '../../parameters/choice';
import { ADDITIONAL_FIELDS } from '../../parameters/collection';
import { readJsonObject } from '../../parameters/jsonText';
import { CHOSEN_ORGANIZATION } from '../../parameters/organization';
import {
	fieldsOf,
	fieldsShownFor,
	labelsOf,
	readAll,
	type Parameter,
	type ParameterSet,
	type ParameterSource,
	type ValuesOf,
} from '../../parameters/Parameter';
import { isBlank } from '../../values/isBlank';
import { isObject } from '../../values/objects';
import { CUSTOM_FIELD, type Column, type Columns } from './Columns';
import { unknownField } from './unknownField';

const LABEL = 'Columns';
const NAME = 'columns';

const mode = chooser({
	label: 'Data Mode',
	name: 'dataMode',
	options: [
		{ name: 'Enter Fields', value: 'fields', description: 'Enter the value of each field' },
		{
			name: 'Map Columns',
			value: 'columns',
			description: 'Take the values from columns of the input, mapped manually or by name',
		},
	],
	default: 'fields',
	description:
		'Whether to enter each value, or to take the values from columns of the input, such as a sheet',
});

/** The fields of a record that are entered one by one, or mapped from columns of the input. */
export function fromColumns<P extends ParameterSet>(
	{ columns, method }: Columns,
	fields: P,
): Parameter<ValuesOf<P>> {
	const mapper: INodeProperties = {
		displayName: LABEL,
		name: NAME,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		displayOptions: { show: { dataMode: ['columns'] } },
		description:
			'The columns of the input and the fields that they fill. A column named custom_fields.notes fills the custom field notes. New custom fields cannot be mapped manually: map automatically, or enter fields.',
		typeOptions: {
			loadOptionsDependsOn: [CHOSEN_ORGANIZATION],
			resourceMapper: {
				resourceMapperMethod: method,
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	};
	return {
		fields: [...mode.fields, ...fieldsShownFor({ dataMode: ['fields'] }, fieldsOf(fields)), mapper],
		labels: labelsOf(fields),
		read: (source) =>
			readAll(fields, mode.read(source) === 'fields' ? source : mappedSource(source, columns)),
	};
}

/** Shows columns as if their values had been entered in the fields one by one. */
function mappedSource(source: ParameterSource, columns: readonly Column[]): ParameterSource {
	const values = readMapping(source, columns);
	const parameters = new Map<string, unknown>();
	const additionalFields: Record<string, unknown> = {};
	for (const { apiName, name, isAdditional } of columns) {
		if (isAdditional === true) additionalFields[name] = values.get(apiName);
		else parameters.set(name, values.get(apiName));
	}
	const customFields = [...values]
		.filter(([field]) => isCustomField(field))
		.map(([field, value]) => [nameOf(field), value]);
	// Read here, so that an invalid value is refused with the label that the panel shows.
	additionalFields.customFieldsJson = Object.fromEntries(
		readJsonObject(Object.fromEntries(customFields), LABEL),
	);
	parameters.set(ADDITIONAL_FIELDS, additionalFields);
	return {
		...source,
		get: (name) => parameters.get(name) ?? null,
		expressionOf: () => undefined,
	};
}

/** The values by field, without those that are empty. */
function readMapping(source: ParameterSource, columns: readonly Column[]): Map<string, unknown> {
	const mapping = source.get(NAME);
	if (!isObject(mapping)) {
		throw new InputError(
			`'${LABEL}' must be a mapping of columns, but it is ${describeType(mapping)}`,
			`Choose the columns in '${LABEL}' again.`,
		);
	}
	const loaded = (Array.isArray(mapping.schema) ? mapping.schema : []).filter(isObject);
	const entries =
		mapping.mappingMode === 'defineBelow'
			? enteredIn(source, mapping, { columns, loaded })
			: entriesByName(source, columns, loaded.map(idOf));
	return new Map(entries.filter(([, cell]) => !isBlank(cell)));
}

/**
 * What was mapped manually. A field that was removed from the mapper may have kept its value.
 *
 * @throws InputError for a field that does not exist, even if its expression gives nothing for this item
 */
function enteredIn(
	source: ParameterSource,
	{ value }: IDataObject,
	{ columns, loaded }: { columns: readonly Column[]; loaded: IDataObject[] },
): Array<[string, unknown]> {
	const removed = new Set(loaded.filter((each) => each.removed === true).map(idOf));
	const own = new Set(columns.map(({ apiName }) => apiName));
	const entered = Object.entries(isObject(value) ? value : {});
	return entered.filter(([field, cell]) => {
		if (removed.has(field)) return false;
		if (own.has(field) || isCustomField(field)) return true;
		const isMapped = !isBlank(cell) || source.expressionOf(NAME, 'value', field) !== undefined;
		if (isMapped) throw unknownField(LABEL, { field, value: cell }, columns, loaded.map(idOf));
		return false;
	});
}

const idOf = ({ id }: IDataObject) => String(id);

/**
 * The values from input columns with the name or label of a field. Of several for one field, the column with
 * exactly its name wins.
 *
 * @throws InputError if it is not certain which column is meant
 */
function entriesByName(
	{ input, ignoreColumn }: ParameterSource,
	columns: readonly Column[],
	loaded: string[],
): Array<[string, unknown]> {
	const fields = fieldsByName(columns, loaded);
	const found = new Map<string, { name: string; cell: unknown }>();
	for (const [name, cell] of Object.entries(input)) {
		const field = isCustomField(name) ? name : (fields.get(name) ?? fields.get(keyOf(name)));
		if (field === undefined) ignoreColumn?.(name);
		if (field === undefined || isBlank(cell)) continue;
		const other = found.get(field);
		if (other?.name === field) continue;
		if (other !== undefined && name !== field && textOf(cell) !== textOf(other.cell)) {
			// A column with the exact name may still follow.
			if (!isBlank(input[field])) continue;
			const label = columns.find(({ apiName }) => apiName === field)?.label ?? nameOf(field);
			throw new InputError(
				`The columns ${quote(other.name)} and ${quote(name)} both fill '${label}', with different values`,
				`Rename the column that you want to ${quote(field)}, or remove the other one from the input.`,
			);
		}
		found.set(field, { name, cell });
	}
	return [...found].map(([field, { cell }]) => [field, cell]);
}

/** A cell, to compare it with another column's. */
const textOf = (cell: unknown) =>
	typeof cell === 'object' ? JSON.stringify(cell) : String(cell).trim();

/**
 * The fields by their names and labels, ignoring case and separators. Fields of the record win, and of custom
 * fields the one with exactly that name.
 */
function fieldsByName(columns: readonly Column[], loaded: string[]): Map<string, string> {
	const custom = loaded.filter(isCustomField).map((id) => [nameOf(id), id] as const);
	const own = columns.flatMap(({ apiName, label }) =>
		[apiName, label].map((name) => [keyOf(name), apiName] as const),
	);
	return new Map([...custom.map(([name, id]) => [keyOf(name), id] as const), ...custom, ...own]);
}

const isCustomField = (id: string) =>
	id.startsWith(CUSTOM_FIELD) && id.length > CUSTOM_FIELD.length;

const nameOf = (id: string) => id.slice(CUSTOM_FIELD.length);

const keyOf = (name: string) => fold(name).replace(/[\s_-]+/g, '');
