import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { fieldOf, labelOf, type Parameter, type ParameterText, valueOr } from './Parameter';

/** A whole number within limits. Text that is one counts, as sheets and models give it. */
export function wholeNumber(
	naming: ParameterText & { min: number; max?: number; default: number; advice?: string },
): Parameter<number> {
	const { label, name, min, max, default: preset, advice } = naming;
	return {
		fields: [
			{
				...fieldOf(naming),
				type: 'number',
				typeOptions: {
					minValue: min,
					...(max !== undefined && { maxValue: max }),
					numberPrecision: 0,
				},
				default: preset,
			},
		],
		labels: labelOf(naming),
		read(source) {
			const value = valueOr(source, name, preset);
			const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			const isWithin =
				typeof number === 'number' &&
				Number.isInteger(number) &&
				number >= min &&
				number <= (max ?? Infinity);
			if (isWithin) return number;
			const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
			throw new InputError(
				`'${label}' must be a whole number ${range}, but it is ${quote(value)}`,
				advice ?? `Change '${label}'.`,
			);
		},
	};
}
