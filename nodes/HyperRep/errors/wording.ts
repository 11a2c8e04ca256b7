const MAX_QUOTE = 80;

/** A value of the user's in quotes, for messages; long ones are cut. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : toJson(value);
	return `"${cut(text, MAX_QUOTE)}"`;
}

/** A text that is cut where it is longer than `maxLength` characters. */
export function cut(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	// Half of a character that takes two units, such as an emoji, can't be shown.
	return `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…`;
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

/** As JSON where that can be written; where it can't, the type in words. */
function toJson(value: unknown): string {
	if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return describeType(value); // nested too deeply, or in a circle
	}
}
