import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { valueOr } from './expressions';
import { parameter, type Parameter, type ParameterText } from './Parameter';

/** A whole number within limits. It may be text, as in sheets and from models. */
export function wholeNumber(
	naming: ParameterText & { min: number; max?: number; default: number; advice?: string },
): Parameter<number> {
	const { label, name, min, max, default: preset, advice } = naming;
	const limits = { minValue: min, ...(max !== undefined && { maxValue: max }) };
	const typeOptions = { ...limits, numberPrecision: 0 };
	return parameter(naming, { type: 'number', typeOptions, default: preset }, (source) => {
		const value = valueOr(source, name, preset);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		const isWhole = typeof number === 'number' && Number.isInteger(number);
		if (isWhole && number >= min && number <= (max ?? Infinity)) return number;
		const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
		throw new InputError(
			`'${label}' must be a whole number ${range}, but it is ${quote(value)}`,
			advice ?? `Change '${label}'.`,
		);
	});
}
