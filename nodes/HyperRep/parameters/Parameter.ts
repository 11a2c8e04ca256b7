import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Labels } from '../api/explaining/labels';
import type { InputError } from '../errors/InputError';

/** What a user entered for one input item, with expressions resolved. */
export interface ParameterSource {
	/** The value of a parameter; `null` if it is absent. Expressions can yield anything, so the value may be of any type. */
	get(name: string): unknown;
	/**
	 * The expression for the value, as it was typed; `undefined` if it is a fixed value.
	 *
	 * @param inside leads to a value within the parameter, e.g. to a field of a group
	 */
	expressionOf(name: string, ...inside: string[]): string | undefined;
	/** The input item itself. */
	input: Record<string, unknown>;
	/** The workflow's time zone, e.g. `Europe/Berlin`. */
	timezone: string;
	/** Notes that a column of the input fills no field, for the hints after the run. */
	ignoreColumn?(name: string): void;
}

/** A parameter of a node: what the panel shows for it, and how its value is read. */
export interface Parameter<T> {
	/** What the panel shows. Most parameters are one field. */
	fields: INodeProperties[];
	/** HyperRep's names for its values, with the labels in the panel. */
	labels: Labels;
	/** Reads the value for one input item; throws InputError, in the user's words, for an invalid one. */
	read(source: ParameterSource): T;
}

/** The parameters of an operation, by the names that its code uses. */
export type ParameterSet = Record<string, Parameter<unknown>>;

/** The values of a set of parameters. */
export type ValuesOf<P extends ParameterSet> = {
	[K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** In place of a missing parameter: it has no field in the panel. */
export const nothing: Parameter<undefined> = {
	fields: [],
	labels: new Map(),
	read: () => undefined,
};

/** How a parameter is named and described: its label in the panel is typed once. */
export interface ParameterText {
	/** The label in the panel. */
	label: string;
	/** The name in saved workflows. */
	name: string;
	description?: string;
	placeholder?: string;
	hint?: string;
	/** What n8n's AI builders must know about it, in plain text. */
	builderHint?: string;
	/** HyperRep's name for the value, if it may appear in a response, e.g. `sale_id`. */
	apiName?: string;
}

/** The texts of a parameter that HyperRep has a name for. */
export interface ApiParameterText extends ParameterText {
	apiName: string;
}

/** A parameter that is one field of the panel. */
export function parameter<T>(
	{ label, name, apiName, description, placeholder, hint, builderHint }: ParameterText,
	field: Omit<INodeProperties, 'displayName' | 'name'>,
	read: Parameter<T>['read'],
): Parameter<T> {
	const texts = {
		...(description !== undefined && { description }),
		...(placeholder !== undefined && { placeholder }),
		...(hint !== undefined && { hint }),
		...(builderHint !== undefined && { builderHint: { propertyHint: builderHint } }),
	};
	return {
		fields: [{ displayName: label, name, ...texts, ...field }],
		labels: new Map(apiName === undefined ? [] : [[apiName, label]]),
		read,
	};
}

/** The fields of several parameters in one list. */
export function fieldsOf(parameters: ParameterSet): INodeProperties[] {
	return Object.values(parameters).flatMap(({ fields }) => fields);
}

/** The labels of several parameters in one. */
export function labelsOf(parameters: ParameterSet): Labels {
	return new Map(Object.values(parameters).flatMap(({ labels }) => [...labels]));
}

/** Reads all parameters of a set. */
export function readAll<P extends ParameterSet>(parameters: P, source: ParameterSource) {
	const entries = Object.entries(parameters).map(([key, parameter]) => [
		key,
		parameter.read(source),
	]);
	return Object.fromEntries(entries) as ValuesOf<P>;
}

/**
 * The fields of a group as a source of their own.
 *
 * @param group the group with its expressions resolved
 * @param path the parameter that holds the group, and what leads to the group within it
 */
export function sourceWithin(
	source: ParameterSource,
	group: object,
	...path: [name: string, ...inside: string[]]
): ParameterSource {
	const fields = new Map<string, unknown>(Object.entries(group));
	return {
		...source,
		get: (name) => fields.get(name) ?? null,
		expressionOf: (name, ...inside) =>
			fields.has(name) ? source.expressionOf(...path, name, ...inside) : undefined,
	};
}

/** One parameter made of several: it has all their fields, and `make` turns their values into one. */
export function combined<P extends ParameterSet, T>(
	parts: P,
	make: (values: ValuesOf<P>, source: ParameterSource) => T,
): Parameter<T> {
	return {
		fields: fieldsOf(parts),
		labels: labelsOf(parts),
		read: (source) => make(readAll(parts, source), source),
	};
}

/** Makes a parameter required; without a value, `refusal` is thrown. */
export function required<T>(
	optional: Parameter<T | undefined>,
	refusal: () => InputError,
): Parameter<T> {
	return {
		...optional,
		fields: optional.fields.map((field) => ({ ...field, required: true })),
		read(source) {
			const value = optional.read(source);
			if (value === undefined) throw refusal();
			return value;
		},
	};
}

/** Shows a parameter only if another one has one of certain values. */
export function shownFor<T>(show: IDisplayOptions['show'], parameter: Parameter<T>): Parameter<T> {
	return { ...parameter, fields: fieldsShownFor(show, parameter.fields) };
}

/**
 * Shows a parameter unless a switch is on. Not only for `false`: n8n drops what is not shown, and `false` as text also
 * means that the switch is off.
 */
export function shownUnlessOn<T>(name: string, parameter: Parameter<T>): Parameter<T> {
	const displayOptions = { hide: { [name]: [true] } };
	const fields = parameter.fields.map((field) => ({ ...field, displayOptions }));
	return { ...parameter, fields };
}

/**
 * Shows fields only if other parameters have one of certain values. These conditions are checked before the
 * fields' own: n8n shows a field at the first condition whose parameter is an expression, even one of another
 * operation.
 */
export function fieldsShownFor(
	show: IDisplayOptions['show'],
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}
