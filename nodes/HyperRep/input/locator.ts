/**
 * Reads what was chosen in a resource locator.
 *
 * @param value the locator as n8n hands it over, or the bare value that an expression or an AI model
 * put in its place
 */
export function readLocator(value: unknown): unknown {
	const isLocator =
		typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
	return isLocator ? value.value : value;
}
