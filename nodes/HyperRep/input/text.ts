import { describeType } from '../errors/wording';
import { InputError } from '../errors/InputError';

/**
 * Reads a text. Numbers and booleans, which expressions may yield, become text.
 *
 * @returns the text exactly as it was entered, or `undefined` where there is none or only white space
 * @throws InputError for lists and objects
 */
export function readText(value: unknown, label: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol') {
		throw new InputError(
			`${label} must be text, but it is ${describeType(value)}`,
			`Check the expression in "${label}".`,
		);
	}
	const text = String(value);
	return text.trim() === '' ? undefined : text;
}
