import type { INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../errors/InputError';
import { listInWords, quote } from '../errors/wording';
import { elementsOf } from './elementsOf';
import { isByAuthor, isEmpty, isLeftToModel, valueOr } from './expressions';
import { parameter, type Parameter, type ParameterText } from './Parameter';

type Options<T extends string> = ReadonlyArray<INodePropertyOptions & { value: T }>;

interface ChoiceText<T extends string> extends ParameterText {
	options: Options<T>;
	default: T;
	/** What to do about a value that is not an option. */
	advice?: string;
}

/** One of several values. */
function choice<T extends string>(naming: ChoiceText<T>): Parameter<T> {
	const { label, name, options, default: preset, advice } = naming;
	const field = { type: 'options' as const, options: [...options], default: preset };
	return parameter(naming, field, (source) =>
		readOption(valueOr(source, name, preset), label, options, advice),
	);
}

/** One of several values that decides which other parameters are shown, so it takes no expression. */
export function chooser<T extends string>(naming: ChoiceText<T>): Parameter<T> {
	const { label, name, options, default: preset } = naming;
	const advice = `Choose from the list in '${label}'. It takes no expression.`;
	const { fields, ...parameter } = choice({ ...naming, advice });
	return {
		...parameter,
		fields: fields.map((field) => ({ ...field, noDataExpression: true })),
		read(source) {
			const value = valueOr(source, name, preset);
			const isEntered = source.expressionOf(name) === undefined;
			// With another spelling, n8n has dropped the parameters that depend on it.
			if (isEntered && !options.some((one) => one.value === value)) {
				throw noOption(value, label, options, advice);
			}
			return parameter.read(source);
		},
	};
}

/** One of several values, which may be missing. */
export function optionalChoice<T extends string>(naming: ChoiceText<T>): Parameter<T | undefined> {
	const parameter = choice(naming);
	return {
		...parameter,
		read: (source) => (isEmpty(source.get(naming.name)) ? undefined : parameter.read(source)),
	};
}

/** Any of several values: a list, or text with commas between them. */
export function multiChoice<T extends string>(
	naming: ParameterText & { options: Options<T>; default: T[] },
): Parameter<T[]> {
	const { label, name, options, default: preset } = naming;
	const field = { type: 'multiOptions' as const, options: [...options], default: [...preset] };
	return parameter(naming, field, (source) => {
		const chosen = elementsOf(valueOr(source, name, preset)).filter((one) => one !== '');
		if (chosen.length === 0 && isLeftToModel(source, name)) return [...preset];
		if (chosen.length === 0 && isByAuthor(source, name)) {
			throw new InputError(
				`'${label}' is empty`,
				`Its expression returned none of the options. Choose from the list in '${label}', or correct the expression.`,
			);
		}
		return [...new Set(chosen.map((one) => readOption(one, label, options)))];
	});
}

/** The option that a value names, ignoring case. */
function readOption<T extends string>(
	value: unknown,
	label: string,
	options: Options<T>,
	advice = `Choose from the list in '${label}', or check its expression.`,
): T {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	const option = options.find((one) => one.value.toLowerCase() === text);
	if (option === undefined) throw noOption(value, label, options, advice);
	return option.value;
}

function noOption(value: unknown, label: string, options: Options<string>, advice: string) {
	const values = listInWords(
		options.map((one) => quote(one.value)),
		'or',
	);
	return new InputError(`'${label}' must be ${values}, but it is ${quote(value)}`, advice);
}
