import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors/InputError';
import { describeType } from '../errors/wording';
import { isObject } from '../values/objects';
import { isWronglyEmpty } from './expressions';
import {
	fieldsOf,
	labelsOf,
	readAll,
	sourceWithin,
	type Parameter,
	type ParameterSet,
	type ParameterSource,
	type ValuesOf,
} from './Parameter';

interface CollectionText {
	label: string;
	name: string;
	/** The button that adds a member, e.g. `Add Filter`. */
	button: string;
	description: string;
}

/** Optional parameters under one heading, in alphabetical order. */
export function collection<P extends ParameterSet>(
	{ label, name, button, description }: CollectionText,
	members: P,
): Parameter<ValuesOf<P>> {
	return {
		fields: [
			{
				displayName: label,
				name,
				type: 'collection',
				placeholder: button,
				default: {},
				description,
				options: byName(fieldsOf(members)),
			},
		],
		labels: labelsOf(members),
		read: (source) => readAll(members, within(source, name, label)),
	};
}

/**
 * Fields in the alphabetical order of their labels, as in the groups of n8n's own nodes. Comparing by locale
 * would take a tenth of the time in which n8n loads the package: Node loads its rules at the first use.
 */
export const byName = (fields: INodeProperties[]): INodeProperties[] =>
	[...fields].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));

/** The name of the additional fields in saved workflows. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The collection of rarely used fields of a new record. */
export const additionalFields = <P extends ParameterSet>(members: P) =>
	collection(
		{
			label: 'Additional Fields',
			name: ADDITIONAL_FIELDS,
			button: 'Add Field',
			description: 'Optional fields, sent only if you add them',
		},
		members,
	);

const FILTERS = {
	label: 'Filters',
	name: 'filters',
	button: 'Add Filter',
	description: 'Only records that match all filters are returned',
};

/** The collection of filters. A filter that is empty by mistake is refused. */
export function filters<P extends ParameterSet>(members: P): Parameter<ValuesOf<P>> {
	const group = collection(FILTERS, members);
	return {
		...group,
		read(source) {
			if (isWronglyEmpty(source, FILTERS.name)) throw emptyFilter(FILTERS.label);
			const inside = within(source, FILTERS.name, FILTERS.label);
			for (const { name, displayName } of fieldsOf(members)) {
				if (isWronglyEmpty(inside, name)) throw emptyFilter(displayName);
			}
			return readAll(members, inside);
		},
	};
}

function emptyFilter(label: string): InputError {
	return new InputError(
		`'${label}' is empty`,
		`Its expression returned no value for this item, and without the filter, every record would match. Correct the expression, or remove '${label}'.`,
	);
}

/** The members of a collection as a source of their own. */
function within(source: ParameterSource, name: string, label: string): ParameterSource {
	return sourceWithin(source, readGroup(source.get(name), label), name);
}

/** @throws InputError if it is not a group of fields; nothing is an empty one */
export function readGroup(value: unknown, label: string): IDataObject {
	if (value === null || value === undefined || value === '') return {};
	if (isObject(value)) return value;
	throw new InputError(
		`'${label}' must be a group of fields, but it is ${describeType(value)}`,
		`Check the expression in '${label}'.`,
	);
}
