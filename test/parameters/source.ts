import type { ParameterSource } from '../../nodes/HyperRep/parameters/Parameter';
import { expressionAt } from '../../nodes/HyperRep/parameters/expressions';

/**
 * What a user entered, without n8n around it.
 *
 * @param values with their expressions resolved
 * @param typed as they were typed, where they hold expressions
 */
export function sourceOf(values: Record<string, unknown>, typed: object = {}): ParameterSource {
	return {
		get: (name) => values[name] ?? null,
		expressionOf: (...path) => expressionAt(typed, path),
		input: {},
		timezone: 'UTC',
	};
}
