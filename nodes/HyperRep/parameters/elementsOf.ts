/**
 * The elements of a list, however it was entered: as a list, as JSON text of one, which models write, or as
 * text with commas between them. Anything else is the only element.
 */
export function elementsOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	return parseJsonList(value) ?? value.split(',');
}

function parseJsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined; // Only text that begins like a list. Its elements are judged later.
	}
}
