import { cut } from '../../errors/wording';

/** How much of a text is searched; a message never quotes more than a small part of it. */
const WINDOW = 50_000;

/** How many encodings of a text are undone, one inside the other. */
const MAX_LEVELS = 3;

/** How much longer a key can get if each of its characters is encoded: `\u0041`. */
const MAX_GROWTH = 6;

/** A shorter key is masked only if it is a whole word, since its letters occur everywhere. */
const SHORT_KEY = 4;

const MASKED = '***';

/**
 * Makes foreign text safe for a message: removes the API key, which a response may repeat, and cuts it. The
 * key itself is replaced, in upper or lower case. A text that contains it encoded is not shown at all.
 */
export class Mask {
	private readonly pattern: RegExp;

	constructor(private readonly key: string) {
		const literal = key.replace(/\W/g, '\\$&');
		const isShort = key.length < SHORT_KEY;
		this.pattern = new RegExp(isShort ? `(?<![a-z0-9])${literal}(?![a-z0-9])` : literal, 'gi');
	}

	/** Masks first and then cuts, so that no part of the key is left at the end. */
	text(text: string, maxLength: number): string {
		const masked = text.slice(0, WINDOW).replace(this.pattern, MASKED);
		if (this.key.length >= SHORT_KEY && this.isEncodedIn(masked)) return MASKED;
		if (text.length <= WINDOW) return cut(masked, maxLength);
		// A key that reaches beyond the window is not recognized.
		return cut(`${masked.slice(0, -this.key.length * MAX_GROWTH)}…`, maxLength);
	}

	private isEncodedIn(text: string): boolean {
		let decoded = text;
		for (let level = 0; level < MAX_LEVELS; level++) {
			decoded = decodeOnce(decoded);
			if (decoded.toLowerCase().includes(this.key.toLowerCase())) return true;
		}
		// Base64 may begin at any of four offsets, since a slash may precede it.
		const inBase64 = text.match(/[\w+/-]{5,}/g) ?? [];
		return inBase64.some((run) =>
			[0, 1, 2, 3].some((start) =>
				Buffer.from(run.slice(start), 'base64').toString('latin1').includes(this.key),
			),
		);
	}
}

/** Undoes one percent or JSON encoding. */
function decodeOnce(text: string): string {
	return text.replace(
		/%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\(.)/gi,
		(_, percent?: string, unicode?: string, escaped?: string) =>
			escaped ?? String.fromCharCode(parseInt(percent ?? unicode ?? '', 16)),
	);
}
