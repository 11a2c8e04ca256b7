import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { HyperRep } from '../nodes/HyperRep/HyperRep.node';
import { HyperRepTrigger } from '../nodes/HyperRep/HyperRepTrigger.node';

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isParameter = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;

/** All parameters with those inside of collections, each with its path. */
function parametersOf(
	properties: INodeProperties[],
	path: string[] = [],
): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const here = [...path, property.name];
		const inside = (property.options ?? []).flatMap((entry) => {
			if (isGroup(entry)) return parametersOf(entry.values, [...here, entry.name]);
			return isParameter(entry) ? parametersOf([entry], here) : [];
		});
		return [[here.join('.'), property] as [string, INodeProperties], ...inside];
	});
}

const action = parametersOf(new HyperRep().description.properties);
const trigger = parametersOf(new HyperRepTrigger().description.properties);
// As in all of n8n's nodes, these two explain themselves by the descriptions of their entries.
const parameters = [...action, ...trigger].filter(
	([, { name, type }]) => type !== 'notice' && !['resource', 'operation'].includes(name),
);

/** The paths of the parameters of some types that a rule does not hold for. */
const breakersOf = (types: string[], rule: (parameter: INodeProperties) => boolean) =>
	parameters
		.filter(([, { type }]) => types.length === 0 || types.includes(type))
		.filter(([, parameter]) => !rule(parameter))
		.map(([path]) => path);

const EXAMPLE = /^e\.g\. ./;

test('the panel holds every parameter', () => {
	expect([...new Set(parameters.map(([path]) => path))].sort()).toEqual([
		'additionalFields',
		'additionalFields.companyId',
		'additionalFields.companyRole',
		'additionalFields.customFields',
		'additionalFields.customFields.field.name',
		'additionalFields.customFields.field.value',
		'additionalFields.customFieldsJson',
		'contactId',
		'email',
		'event',
		'filters',
		'filters.endDate',
		'filters.startDate',
		'limit',
		'name',
		'options',
		'options.maxConcurrency',
		'organizationId',
		'phoneNumber',
		'returnAll',
		'startDate',
		'startFrom',
	]);
});

test('every parameter has a description that says more than its label', () => {
	const words = (text = '') => text.split(' ').length;
	const rule = ({ displayName, description }: INodeProperties) =>
		words(description) > words(displayName) + 1;
	expect(breakersOf([], rule)).toEqual([]);
});

test('what is typed shows an example', () => {
	const rule = ({ placeholder = '' }: INodeProperties) => EXAMPLE.test(placeholder);
	expect(breakersOf(['string', 'dateTime', 'json'], rule)).toEqual([]);
});

test('what a locator points to is chosen from a list or typed, with an example', () => {
	const rule = ({ modes = [] }: INodeProperties) =>
		modes.map(({ type }) => type).join() === 'list,string' &&
		EXAMPLE.test(modes[1].placeholder ?? '');
	expect(breakersOf(['resourceLocator'], rule)).toEqual([]);
});

test('dates say below them in which time zone they are', () => {
	const rule = ({ hint = '' }: INodeProperties) => hint.includes("workflow's time zone");
	expect(breakersOf(['dateTime'], rule)).toEqual([]);
});

test('every parameter of the action can be filled by an AI model', () => {
	// n8n's editor offers it for all but lists of options and what takes no expression.
	const paths = new Set(action.map(([path]) => path));
	const rule = ({ type, noDataExpression }: INodeProperties) =>
		type !== 'options' && noDataExpression !== true;
	expect(breakersOf([], rule).filter((path) => paths.has(path))).toEqual([]);
});

test('every operation has an action, and a description that is another', () => {
	const [[, { options }]] = action.filter(([path]) => path === 'operation');
	const entries = options as INodePropertyOptions[];
	expect(entries.map(({ name }) => name)).toEqual([
		'Create',
		'Get',
		'Get Conversations',
		'Get Many',
	]);
	for (const { action: phrase, description } of entries) {
		expect(phrase).toMatch(/^[A-Z][a-z ]+$/);
		expect(description).not.toBe(phrase);
	}
});
