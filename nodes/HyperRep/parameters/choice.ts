import type { INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../errors/InputError';
import { listInWords, quote } from '../errors/wording';
import { elementsOf } from './list';
import { fieldOf, labelOf, type Parameter, type ParameterText, valueOr } from './Parameter';

type Options<T extends string> = ReadonlyArray<INodePropertyOptions & { value: T }>;

/** One of several values. */
export function choice<T extends string>(
	naming: ParameterText & { options: Options<T>; default: T },
): Parameter<T> {
	const { label, name, options, default: preset } = naming;
	return {
		fields: [{ ...fieldOf(naming), type: 'options', options: [...options], default: preset }],
		labels: labelOf(naming),
		read: (source) => readOption(valueOr(source, name, preset), label, options),
	};
}

/** One of several values, which may be missing. */
export function optionalChoice<T extends string>(
	naming: Parameters<typeof choice<T>>[0],
): Parameter<T | undefined> {
	const parameter = choice(naming);
	return {
		...parameter,
		read: (source) =>
			[null, ''].some((empty) => source.get(naming.name) === empty)
				? undefined
				: parameter.read(source),
	};
}

/** Any of several values: a list, or text with commas between them. */
export function multiChoice<T extends string>(
	naming: ParameterText & { options: Options<T>; default: T[] },
): Parameter<T[]> {
	const { label, name, options, default: preset } = naming;
	return {
		fields: [
			{ ...fieldOf(naming), type: 'multiOptions', options: [...options], default: [...preset] },
		],
		labels: labelOf(naming),
		read(source) {
			const chosen = elementsOf(valueOr(source, name, preset)).filter((one) => one !== '');
			return [...new Set(chosen.map((one) => readOption(one, label, options)))];
		},
	};
}

/** The option that a value names, no matter the case. */
function readOption<T extends string>(value: unknown, label: string, options: Options<T>): T {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	const option = options.find((one) => one.value.toLowerCase() === text);
	if (option === undefined) {
		const values = listInWords(
			options.map((one) => quote(one.value)),
			'or',
		);
		throw new InputError(
			`'${label}' must be ${values}, but it is ${quote(value)}`,
			`Choose from the list in '${label}', or check its expression.`,
		);
	}
	return option.value;
}
