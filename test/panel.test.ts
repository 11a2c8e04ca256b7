import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { HyperRep } from '../nodes/HyperRep/HyperRep.node';
import { HyperRepTrigger } from '../nodes/HyperRep/HyperRepTrigger.node';
import { resources } from '../nodes/HyperRep/resources';

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
// As in all of n8n's nodes, these explain themselves by the descriptions of their entries.
const LISTS = ['resource', 'operation', 'event'];
const parameters = [...action, ...trigger].filter(
	([, { name, type }]) => type !== 'notice' && !LISTS.includes(name),
);

/** The paths of the parameters of some types that a rule does not hold for. */
const breakersOf = (types: string[], rule: (parameter: INodeProperties) => boolean) =>
	parameters
		.filter(([, { type }]) => types.length === 0 || types.includes(type))
		.filter(([, parameter]) => !rule(parameter))
		.map(([path]) => path);

const EXAMPLE = /^e\.g\. ./;

test('every parameter has a description that says more than its label', () => {
	const words = (text = '') => text.split(' ').length;
	const rule = ({ displayName, description }: INodeProperties) =>
		words(description) > words(displayName) + 1;
	expect(breakersOf([], rule)).toEqual([]);
});

test('no label in a list of options is longer than n8n shows', () => {
	const MAX_LENGTH = 26;
	const labels = parameters
		.filter(([path]) => path.includes('.'))
		.map(([, { displayName }]) => displayName);
	expect(labels.filter(({ length }) => length > MAX_LENGTH)).toEqual([]);
});

test('no subtitle on the canvas is longer than n8n shows', () => {
	const MAX_LENGTH = 29;
	for (const node of [new HyperRep(), new HyperRepTrigger()]) {
		const [, texts = ''] = /\((\{.*?\})\)\[/.exec(node.description.subtitle ?? '') ?? [];
		const subtitles = Object.values(JSON.parse(texts) as Record<string, string>);
		expect(subtitles.length).toBeGreaterThan(7);
		expect(subtitles.filter(({ length }) => length > MAX_LENGTH)).toEqual([]);
	}
});

test('what is typed shows an example', () => {
	const rule = ({ placeholder = '' }: INodeProperties) => EXAMPLE.test(placeholder);
	expect(breakersOf(['string', 'dateTime', 'json'], rule)).toEqual([]);
});

test('what a locator points to is chosen from a list or typed, with an example', () => {
	// What nobody would look for in a list, such as an audit log entry, has an ID only.
	const rule = ({ modes = [] }: INodeProperties) =>
		['list,string', 'string'].includes(modes.map(({ type }) => type).join()) &&
		EXAMPLE.test(modes.at(-1)?.placeholder ?? '');
	expect(breakersOf(['resourceLocator'], rule)).toEqual([]);
});

test('a start date says below it in which time zone dates are', () => {
	const rule = ({ name, hint = '' }: INodeProperties) =>
		!/^(start|createdAfter)/.test(name) || hint.includes("workflow's time zone");
	expect(breakersOf(['dateTime'], rule)).toEqual([]);
});

test('a list that loads slowly says how to do without it', () => {
	const rule = ({ modes = [] }: INodeProperties) =>
		modes.every(
			({ type, typeOptions }) => type !== 'list' || typeOptions?.slowLoadNotice !== undefined,
		);
	expect(breakersOf(['resourceLocator'], rule)).toEqual([]);
});

describe('the hints for builders', () => {
	const nodes = [new HyperRep().description, new HyperRepTrigger().description];
	const texts = [
		...nodes.map(({ builderHint }) => builderHint?.searchHint ?? ''),
		...parameters.map(([, { builderHint }]) => builderHint?.propertyHint ?? ''),
		...trigger.map(([, { builderHint }]) => builderHint?.propertyHint ?? ''),
	];

	test('are with both nodes and with what needs one', () => {
		expect(nodes.map(({ builderHint }) => builderHint?.relatedNodes?.[0]?.nodeType)).toEqual([
			'n8n-nodes-hyperrep.hyperRepTrigger',
			'n8n-nodes-hyperrep.hyperRep',
		]);
		const hinted = [...action, ...trigger].filter(
			([, { builderHint }]) => builderHint !== undefined,
		);
		expect(new Set(hinted.map(([path]) => path))).toEqual(
			new Set(['organizationId', 'conversationId', 'bodyHtml', 'event']),
		);
	});

	test('name operations that exist', () => {
		const names = resources.flatMap(({ option, operations }) =>
			operations.map((operation) => `${option.name} → ${operation.option.name}`),
		);
		const named = texts.flatMap(
			(text) => text.match(/[A-Z][A-Za-z ]* → [A-Z][A-Za-z]*( (or )?[A-Z][a-z]+)*/g) ?? [],
		);
		expect(named.length).toBeGreaterThan(3);
		for (const name of named) expect(names.filter((each) => name.endsWith(each))).toHaveLength(1);
	});
});

test('what was chosen below something else is cleared when that changes', () => {
	const rule = ({ name, typeOptions }: INodeProperties) => {
		const parents = typeOptions?.loadOptionsDependsOn ?? [];
		if (name === 'organizationId') return parents.length === 0;
		const isBelow = name !== 'messageId' || parents.includes('conversationId.value');
		return parents.includes('organizationId.value') && isBelow;
	};
	expect(breakersOf(['resourceLocator', 'resourceMapper'], rule)).toEqual([]);
});

test('every parameter of the action can be filled by an AI model, except Send Now', () => {
	// n8n's editor offers it for all but lists of options, the mapper, and what takes no expression.
	const paths = new Set(action.map(([path]) => path));
	const rule = ({ type, noDataExpression }: INodeProperties) =>
		['options', 'multiOptions', 'resourceMapper'].includes(type) || noDataExpression !== true;
	const breakers = breakersOf([], rule).filter((path) => paths.has(path));
	expect([...new Set(breakers)]).toEqual(['sendNow']);
});

test('what decides which parameters are shown takes no expression, except Return All', () => {
	const deciders = new Set(
		parameters.flatMap(([, { displayOptions: { show, hide } = {} }]) =>
			Object.keys({ ...show, ...hide }),
		),
	);
	expect([...deciders]).toEqual(expect.arrayContaining(['dataMode', 'modality', 'startFrom']));
	const open = [...action, ...trigger].filter(
		([path, { noDataExpression }]) => deciders.has(path) && noDataExpression !== true,
	);
	expect([...new Set(open.map(([path]) => path))]).toEqual(['returnAll']);
});

test('resource and operation are the first conditions of what is shown', () => {
	// At the first condition on an expression n8n takes a parameter for shown, whatever the others say.
	const late = action
		.map(([path, { displayOptions }]) => [path, Object.keys(displayOptions?.show ?? {})] as const)
		.filter(([, keys]) => keys.length > 2 && keys.slice(0, 2).join() !== 'resource,operation');
	expect(late.map(([path]) => path)).toEqual([]);
});

test('filters that the node applies itself say so', () => {
	const own =
		/^filters\.(search|email|phoneNumber|createdAfter|createdBefore|customFields|folder|readStatus|direction|modality|status)$/;
	const silent = action.filter(
		([path, { description = '' }]) =>
			own.test(path) && !description.includes('applies this filter itself'),
	);
	expect(silent.map(([path]) => path)).toEqual([]);
});

test('resources are in the order of what people do first, since the node creator lists actions by it', () => {
	const resource = action.find(([path]) => path === 'resource')?.[1];
	expect((resource?.options ?? []).map(({ name }) => name)).toEqual([
		...['Contact', 'Response Draft', 'Conversation', 'Message Draft', 'Message', 'Company', 'Sale'],
		...['Agent', 'Analytics', 'Audit Log', 'Organization'],
	]);
	expect(resource?.default).toBe('contact');
});

test('operations are in alphabetical order, each with an action without an article and a description that is another', () => {
	const lists = action.filter(([path]) => path === 'operation');
	expect(lists).toHaveLength(11);
	for (const [, { options = [] }] of lists) {
		const entries = options as INodePropertyOptions[];
		const names = entries.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		for (const { action: phrase = '', description } of entries) {
			expect(phrase).toMatch(/^[A-Z][a-z ]+$/);
			expect(phrase).not.toMatch(/ (a|an|the) /);
			expect(description).not.toBe(phrase);
		}
	}
});

test('labels, names and options keep to the style of n8n', () => {
	const title = /^[A-Z][\w()→'-]*( (?:\(?[A-Z][\w()-]*|of|by|or|per|and))*$/;
	const named = (name: string) => /^[a-z][A-Za-z]*$/.test(name);
	const rule = ({ displayName, name }: INodeProperties) => title.test(displayName) && named(name);
	expect(breakersOf([], rule)).toEqual([]);
	const sorted = ({ type, name, options = [] }: INodeProperties) => {
		if (!['options', 'multiOptions'].includes(type) || name === 'startFrom') return true;
		const names = options.map((option) => option.name);
		return names.join() === [...names].sort((a, b) => a.localeCompare(b)).join();
	};
	expect(breakersOf(['multiOptions', 'options'], sorted)).toEqual([]);
});

test('groups list their members in alphabetical order', () => {
	const label = ({ displayName }: INodeProperties) => displayName;
	const rule = ({ options = [] }: INodeProperties) => {
		const labels = options.filter(isParameter).map(label);
		return labels.join() === [...labels].sort((a, b) => a.localeCompare(b)).join();
	};
	expect(breakersOf(['collection'], rule)).toEqual([]);
});

test('booleans say what they decide, and lists how many results there are', () => {
	const rule = ({ type, description = '' }: INodeProperties) =>
		type !== 'boolean' || description.startsWith('Whether ');
	expect(breakersOf(['boolean'], rule)).toEqual([]);
	const limits = action.filter(([path]) => path === 'limit').map(([, limit]) => limit);
	const returns = action.filter(([path]) => path === 'returnAll').map(([, each]) => each);
	expect(limits).toHaveLength(returns.length);
	for (const limit of limits) {
		expect(limit).toMatchObject({ default: 50, typeOptions: { minValue: 1 } });
		expect(limit.displayOptions?.hide?.returnAll).toEqual([true]);
	}
});

test('no two parameters with one name are shown at a time', () => {
	const operations = action
		.filter(([path]) => path === 'operation')
		.flatMap(([, list]) =>
			(list.options as INodePropertyOptions[]).map(({ value }) => [
				list.displayOptions?.show?.resource?.[0],
				value,
			]),
		);
	expect(operations.length).toBeGreaterThan(25);
	const top = new HyperRep().description.properties;
	for (const [resource, operation] of operations) {
		const names = top
			.filter(({ displayOptions: { show } = {} }) => {
				const isOf = (list: unknown[] | undefined, value: unknown) =>
					list === undefined || list.includes(value);
				return isOf(show?.resource, resource) && isOf(show?.operation, operation);
			})
			.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	}
});
