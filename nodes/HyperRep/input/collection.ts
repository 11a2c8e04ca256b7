import { describeType } from '../errors/wording';
import { InputError } from '../errors/InputError';

/**
 * Reads a collection of optional fields.
 *
 * @throws InputError for what is no collection, as an expression may yield
 */
export function readCollection(value: unknown, label: string): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	if (typeof value !== 'object' || Array.isArray(value)) {
		throw new InputError(
			`${label} must be a group of fields, but it is ${describeType(value)}`,
			`Check the expression in "${label}".`,
		);
	}
	return value as Record<string, unknown>;
}
