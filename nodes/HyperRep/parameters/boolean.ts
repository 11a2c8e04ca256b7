import { InputError } from '../errors/InputError';
import { describeType, quote } from '../errors/wording';
import { valueOr } from './expressions';
import { parameter, type Parameter, type ParameterText } from './Parameter';

const YES: unknown[] = [true, 'true', 'yes', '1', 1];
const NO: unknown[] = [false, 'false', 'no', '0', 0];

/** A switch. Expressions, sheets and models use text or numbers for it: clear ones count. */
export function boolean(naming: ParameterText & { default: boolean }): Parameter<boolean> {
	const { label, name, default: preset } = naming;
	return parameter(naming, { type: 'boolean', default: preset }, (source) =>
		readBoolean(valueOr(source, name, preset), label),
	);
}

/** @throws InputError if it is neither clearly yes nor clearly no */
function readBoolean(value: unknown, label: string): boolean {
	const answer = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (YES.includes(answer)) return true;
	if (NO.includes(answer)) return false;
	const found = typeof value === 'object' ? describeType(value) : quote(value);
	throw new InputError(
		`'${label}' must be true or false, but it is ${found}`,
		`Turn '${label}' on or off, or check its expression.`,
	);
}
