import { InputError } from '../errors/InputError';
import { describeType } from '../errors/wording';
import {
	labelsOf,
	readAll,
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

/** Optional parameters under one heading, in the order in which they are given. */
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
				options: Object.values(members).flatMap(({ fields }) => fields),
			},
		],
		labels: labelsOf(members),
		read: (source) => readAll(members, within(source, name, label)),
	};
}

/** The name under which saved workflows hold the additional fields. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The collection of rarely used fields of something that is created. */
export const additionalFields = <P extends ParameterSet>(members: P) =>
	collection(
		{
			label: 'Additional Fields',
			name: ADDITIONAL_FIELDS,
			button: 'Add Field',
			description: 'Only the fields that you add here are sent to HyperRep',
		},
		members,
	);

/** The collection of what narrows a list. */
export const filters = <P extends ParameterSet>(members: P) =>
	collection(
		{
			label: 'Filters',
			name: 'filters',
			button: 'Add Filter',
			description: 'Only records that match all filters are returned',
		},
		members,
	);

/** The members of a collection as a source of their own. */
function within(source: ParameterSource, name: string, label: string): ParameterSource {
	const value = source.get(name) ?? '';
	if (value !== '' && (typeof value !== 'object' || Array.isArray(value))) {
		throw new InputError(
			`'${label}' must be a group of fields, but it is ${describeType(value)}`,
			`Check the expression in '${label}'.`,
		);
	}
	const members = new Map(Object.entries(value === '' ? {} : value));
	return {
		...source,
		get: (member) => members.get(member) ?? null,
		expressionOf: (member) => source.expressionOf(`${name}.${member}`),
	};
}
