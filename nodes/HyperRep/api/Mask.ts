import { cut } from '../errors/wording';

/** How much of a text is looked through; a message never shows more than a small part of it. */
const WINDOW = 50_000;

/** How often a text may have been encoded one over the other. */
const MAX_LEVELS = 3;

/** How much longer an encoded key may be than the key itself: three levels of `&#x0041;`. */
const MAX_GROWTH = 30;

/** A shorter key is masked only where it stands as a word, since its letters are found everywhere. */
const SHORT_KEY = 4;

/** From this length on, the key is also found within a longer text in base64. */
const MIN_BASE64 = 8;

const MASKED = '***';

/** A character in percent, JSON or HTML encoding. */
const ENCODED =
	/%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^ux]|&#x[0-9a-f]{1,6};|&#[0-9]{1,7};|&(?:amp|lt|gt|quot|apos|nbsp|sol|bsol|lowbar|period|equals|plus|colon|semi|comma|excl|num|dollar|percnt|lpar|rpar|ast|quest|commat|lsqb|rsqb|Hat|grave|lcub|rcub|verbar);/gi;

const NAMED: ReadonlyMap<string, string> = new Map([
	...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', sol: '/' }),
	...Object.entries({ bsol: '\\', lowbar: '_', period: '.', equals: '=', plus: '+', colon: ':' }),
	...Object.entries({ semi: ';', comma: ',', excl: '!', num: '#', dollar: '$', percnt: '%' }),
	...Object.entries({ lpar: '(', rpar: ')', ast: '*', quest: '?', commat: '@', lsqb: '[' }),
	...Object.entries({ rsqb: ']', hat: '^', grave: '`', lcub: '{', rcub: '}', verbar: '|' }),
]);

/** A text, and for each of its characters where it stands in the original, and where that ends. */
interface Decoded {
	text: string;
	start(index: number): number;
	end(index: number): number;
}

type Range = [start: number, end: number];

/**
 * Makes foreign text fit for a message: without the API key, which an answer may repeat, and cut. The
 * key is found in any case and encoding. It is compared as text and never part of a pattern.
 */
export class Mask {
	private readonly key: string;
	private readonly encodedKeys: string[];

	constructor(key: string) {
		this.key = lowerCase(key);
		this.encodedKeys = encodedFormsOf(key).map(lowerCase);
	}

	/** Masks first and cuts afterwards, so that no part of the key is left at the end. */
	text(text: string, maxLength: number): string {
		const window = text.slice(0, WINDOW);
		// A key that reaches beyond the window is not recognized; it begins behind this point.
		const safe = text.length > WINDOW ? WINDOW - this.key.length * MAX_GROWTH : window.length;
		let masked = '';
		let index = 0;
		for (const [start, end] of this.find(window)) {
			if (start >= safe) break;
			if (start < index) continue;
			masked += window.slice(index, start) + MASKED;
			index = end;
		}
		masked += window.slice(index, Math.max(index, safe));
		return cut(text.length > WINDOW ? `${masked}…` : masked, maxLength);
	}

	/** Where the key stands, encoded or not, in the order of the text. */
	private find(text: string): Range[] {
		const ranges: Range[] = [];
		let level: Decoded | undefined = { text, start: (n) => n, end: (n) => n + 1 };
		for (let n = 0; level !== undefined && n <= MAX_LEVELS; n++) {
			for (const form of [this.key, ...this.encodedKeys]) addRanges(ranges, level, form);
			level = decode(level);
		}
		return ranges.sort(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd);
	}
}

function addRanges(ranges: Range[], { text, start, end }: Decoded, form: string): void {
	if (form === '') return;
	const folded = lowerCase(text);
	for (let at = folded.indexOf(form); at !== -1; at = folded.indexOf(form, at + form.length)) {
		const last = at + form.length - 1;
		const isWord = !isLetter(folded[at - 1]) && !isLetter(folded[last + 1]);
		if (form.length >= SHORT_KEY || isWord) ranges.push([start(at), end(last)]);
	}
}

/** Replaces each encoded character; `undefined` where there is none. */
function decode(level: Decoded): Decoded | undefined {
	const { text } = level;
	const starts: number[] = [];
	const ends: number[] = [];
	let decoded = '';
	let index = 0;
	const copy = (until: number) => {
		decoded += text.slice(index, until);
		for (; index < until; index++) {
			starts.push(level.start(index));
			ends.push(level.end(index));
		}
	};
	for (const match of text.matchAll(ENCODED)) {
		copy(match.index);
		decoded += characterOf(match[0]);
		starts.push(level.start(match.index));
		index = match.index + match[0].length;
		ends.push(level.end(index - 1));
	}
	if (index === 0) return undefined;
	copy(text.length);
	return {
		text: decoded,
		start: (n) => starts[n] ?? 0,
		end: (n) => ends[n] ?? 0,
	};
}

/** The one character, of one UTF-16 unit, that an encoded one stands for. A key has no others. */
function characterOf(encoded: string): string {
	const lower = encoded.toLowerCase();
	const named = NAMED.get(lower.slice(1, -1));
	if (lower.startsWith('&') && named !== undefined) return named;
	if (lower.startsWith('\\') && lower.length === 2) return lower.charAt(1);
	const isDecimal = lower.startsWith('&#') && !lower.startsWith('&#x');
	const digits = lower.replace(/^(?:&#x|&#|\\u|\\x|%)/, '').replace(';', '');
	return String.fromCharCode(parseInt(digits, isDecimal ? 10 : 16) & 0xffff);
}

/** The key in base64, alone or in the middle of something, as it is in a Basic header; and in hex. */
function encodedFormsOf(key: string): string[] {
	const whole = Buffer.from(key).toString('base64').replace(/=+$/, '');
	const forms = [whole, Buffer.from(key).toString('hex')];
	if (key.length >= MIN_BASE64) {
		for (const before of [1, 2]) {
			const text = Buffer.from('\0'.repeat(before) + key)
				.toString('base64')
				.replace(/=+$/, '');
			// The characters at both ends also hold bits of what stands around the key.
			const bits = (before + key.length) * 8;
			forms.push(text.slice(before + 1, Math.floor(bits / 6)));
		}
	}
	return forms.flatMap((form) => [form, form.replace(/\+/g, '-').replace(/\//g, '_')]);
}

/** In lower case, with each character at its place. */
function lowerCase(text: string): string {
	const lower = text.toLowerCase();
	if (lower.length === text.length) return lower;
	return Array.from({ length: text.length }, (_, n) => {
		const one = text.charAt(n).toLowerCase();
		return one.length === 1 ? one : text.charAt(n);
	}).join('');
}

const isLetter = (character = '') => /[a-z0-9]/.test(character);
