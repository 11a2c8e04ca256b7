import { InputError } from '../errors/InputError';
import { describeType, quote } from '../errors/wording';
import { valueOr } from './expressions';
import { parameter, type Parameter, type ParameterText } from './Parameter';

const MEANINGS = new Map<unknown, boolean>([
	[true, true],
	['true', true],
	['yes', true],
	['1', true],
	[1, true],
	[false, false],
	['false', false],
	['no', false],
	['0', false],
	[0, false],
]);

/** A switch. Expressions, sheets and models give text or numbers for it: what is clear counts. */
export function boolean(naming: ParameterText & { default: boolean }): Parameter<boolean> {
	const { label, name, default: preset } = naming;
	return parameter(naming, { type: 'boolean', default: preset }, (source) =>
		readBoolean(valueOr(source, name, preset), label),
	);
}

/** @throws InputError for what is neither clearly yes nor clearly no */
function readBoolean(value: unknown, label: string): boolean {
	const meaning = MEANINGS.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
	if (meaning === undefined) {
		const found = typeof value === 'object' ? describeType(value) : quote(value);
		throw new InputError(
			`'${label}' must be true or false, but it is ${found}`,
			`Turn '${label}' on or off, or check its expression.`,
		);
	}
	return meaning;
}
