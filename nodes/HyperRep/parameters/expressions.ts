import { isExpression, isResourceLocatorValue, type IDataObject } from 'n8n-workflow';

/**
 * The expression that gives a value: its own, or that of a group around it.
 *
 * @param entered the parameters as they were typed, e.g. `{filters: {email: '={{ $json.email }}'}}`
 * @param path where the value stands in them, e.g. `filters`, `email`
 */
export function expressionAt(entered: unknown, path: readonly string[]): string | undefined {
	if (isExpression(entered)) return entered;
	if (typeof entered !== 'object' || entered === null) return undefined;
	const [name, ...rest] = path;
	if (name !== undefined) return expressionAt((entered as IDataObject)[name], rest);
	return isResourceLocatorValue(entered) ? expressionAt(entered.value, []) : undefined;
}

/** Whether a value as it was typed is an expression, or holds one. */
export function holdsExpression(entered: unknown): boolean {
	if (typeof entered !== 'object' || entered === null) return isExpression(entered);
	return Object.values(entered).some(holdsExpression);
}
