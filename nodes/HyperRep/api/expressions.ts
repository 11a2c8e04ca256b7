// To n8n, a text that begins with `=` is an expression.

/** The expression in a value as it was typed, also inside a resource locator. */
export function expressionIn(raw: unknown): string | undefined {
	const typed = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	return isExpression(typed) ? typed : undefined;
}

/** Whether a value as it was typed is an expression, or holds one. */
export function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'object' && raw !== null) return Object.values(raw).some(holdsExpression);
	return isExpression(raw);
}

const isExpression = (raw: unknown): raw is string =>
	typeof raw === 'string' && raw.startsWith('=');
