import { isExpression, isResourceLocatorValue, type IDataObject } from 'n8n-workflow';

import { isBlank } from '../values/isBlank';
import type { ParameterSource } from './Parameter';

/**
 * The expression for a value: its own, or that of a group around it.
 *
 * @param entered the parameters as they were typed, e.g. `{filters: {email: '={{ $json.email }}'}}`
 * @param path the place of the value in them, e.g. `filters`, `email`
 */
export function expressionAt(entered: unknown, path: readonly string[]): string | undefined {
	if (isExpression(entered)) return entered;
	if (typeof entered !== 'object' || entered === null) return undefined;
	const [name, ...rest] = path;
	if (name !== undefined) return expressionAt((entered as IDataObject)[name], rest);
	return isResourceLocatorValue(entered) ? expressionAt(entered.value, []) : undefined;
}

/** Whether a value as it was typed is an expression, or contains one. */
export function holdsExpression(entered: unknown): boolean {
	if (typeof entered !== 'object' || entered === null) return isExpression(entered);
	return Object.values(entered).some(holdsExpression);
}

/** Whether an AI model decides the value: its expression contains `$fromAI`. */
export function isLeftToModel(source: ParameterSource, name: string): boolean {
	return source.expressionOf(name)?.toLowerCase().includes('$fromai') === true;
}

/**
 * Whether a value that selects records is empty by mistake: its author's expression returned nothing, and
 * without it every record would match. Left empty in the panel, or by a model, it counts as absent.
 */
export function isWronglyEmpty(source: ParameterSource, name: string): boolean {
	return isEmpty(source.get(name)) && isByAuthor(source, name);
}

/** Whether the value is from an author's expression: not from a model, and not fixed. */
export function isByAuthor(source: ParameterSource, name: string): boolean {
	return source.expressionOf(name) !== undefined && !isLeftToModel(source, name);
}

/** Whether nothing was entered: blanks, an empty list, and a locator without a value are empty, too. */
export function isEmpty(entered: unknown): boolean {
	const value = isResourceLocatorValue(entered) ? entered.value : entered;
	return Array.isArray(value) ? value.every(isEmpty) : isBlank(value);
}

/**
 * The value of a parameter, or its default if it is absent or a model left it empty. If an author's
 * expression returns nothing, the value is not absent: the author did not ask for the default.
 */
export function valueOr(source: ParameterSource, name: string, preset: unknown): unknown {
	const value = source.get(name) ?? null;
	const isAbsent = isLeftToModel(source, name)
		? isEmpty(value)
		: value === null && source.expressionOf(name) === undefined;
	return isAbsent ? preset : value;
}
