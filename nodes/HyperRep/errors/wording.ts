const LONGEST_QUOTE = 80;

/** A value of the user's in quotes, for messages; long ones are cut. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (toJson(value) ?? String(value));
	return `"${cut(text, LONGEST_QUOTE)}"`;
}

/** A text that is not longer than `longest` characters. */
export function cut(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** E.g. `a, b and c`, or `a, b or c`. */
export function listInWords(texts: string[], conjunction: 'and' | 'or' = 'and'): string {
	const parts = [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter(Boolean);
	return parts.join(` ${conjunction} `);
}

/** Names the type of a value in words, for messages. */
export function describeType(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (value === null || value === undefined || value === '') return 'empty';
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	if (typeof value === 'object') {
		const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
		return kind === 'Object' ? 'an object' : `a ${kind}`;
	}
	return `a ${typeof value}`;
}

function toJson(value: unknown): string | undefined {
	// JSON knows neither of these.
	return typeof value === 'bigint' || typeof value === 'symbol' ? undefined : JSON.stringify(value);
}
