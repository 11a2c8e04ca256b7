import { isObject } from '../../values/objects';
import type { HttpResponse } from '../outcome';

/** How many entries of a list, and how many levels, are read for a reason. */
const MAX_ENTRIES = 5;
const MAX_DEPTH = 4;

/** The fields of a response that may have its reason, the best first. */
const REASON_FIELDS = [
	...['detail', 'message', 'msg', 'error_description', 'error'],
	...['title', 'reason', 'description'],
];

/** The fields that may have the text of an entry. */
const ENTRY_FIELDS = ['msg', 'message', 'detail', 'error', 'description', 'reason', 'title'];

/** The fields that may name the field that an entry is about. */
const FIELD_FIELDS = ['field', 'param', 'name'];

/** The reason that HyperRep gives. */
export interface Reason {
	text: string;
	/** HyperRep's names of the fields that it is about, if they are separate from the text. */
	fields: string[];
}

/**
 * Reads HyperRep's own reason from a response of any shape: `{"detail": …}`, where the framework behind the
 * API writes a text, for 422 a list of `{loc: ['body', 'email'], msg: 'value is not …'}`, or an object;
 * `{"message"}`, `{"error"}`, `{"errors"}`, or plain text.
 *
 * @param masked makes foreign text safe for a message
 * @returns `undefined` if the response explains nothing, like a proxy's web page
 */
export function readReason(body: unknown, masked: (text: string) => string): Reason | undefined {
	const words = new Words(masked);
	if (typeof body === 'string') words.addPlainText(body);
	else if (Array.isArray(body)) words.add(body);
	else if (isObject(body)) {
		words.addFirst(body, REASON_FIELDS);
		words.add(ownValue(body, 'errors'));
	}
	return words.reason();
}

/** What HyperRep says about a key that cannot be used. */
const KEY_REASONS = [
	'missing api key',
	'invalid api key',
	'api key is inactive',
	'api key has expired',
];

/** Whether HyperRep itself refuses the API key. A proxy's 403 says nothing about it. */
export function isKeyRefused({ status, body }: HttpResponse): boolean {
	if ((status !== 401 && status !== 403) || !isObject(body)) return false;
	const { detail } = body;
	return typeof detail === 'string' && KEY_REASONS.includes(detail.trim().toLowerCase());
}

/** Collects the texts of a reason, as many as fit in a message. */
class Words {
	private readonly texts: string[] = [];
	private readonly fields = new Set<string>();

	constructor(private readonly masked: (text: string) => string) {}

	addPlainText(text: string): void {
		const start = text.slice(0, 1000).trim();
		// Web pages, and JSON that ended in the middle, explain nothing to a user.
		if (start === '' || /^(?:<|\{|\[[{"])|<(?:html|body|head|script)/i.test(start)) return;
		this.push(text, []);
	}

	add(value: unknown, place: string[] = [], depth = 0): void {
		if (this.texts.length >= MAX_ENTRIES || depth > MAX_DEPTH) return;
		if (typeof value === 'string') this.push(value, place);
		else if (typeof value === 'number' && place.length > 0) this.push(String(value), place);
		else if (Array.isArray(value)) {
			for (const entry of value.slice(0, MAX_ENTRIES)) this.add(entry, place, depth + 1);
		} else if (isObject(value)) this.addObject(value, place, depth);
	}

	/**
	 * Adds the first of some fields with any text: an empty list or an object of numbers has none.
	 *
	 * @returns whether one did
	 */
	addFirst(object: object, fields: string[], place: string[] = [], depth = 0): boolean {
		const before = this.texts.length;
		return fields.some((field) => {
			const value = ownValue(object, field);
			if (isTelling(value)) this.add(value, place, depth);
			return this.texts.length > before;
		});
	}

	/** An entry such as `{loc, msg}` or `{field, message}`, or a text for each field. */
	private addObject(value: object, place: string[], depth: number): void {
		if (this.addFirst(value, ENTRY_FIELDS, [...place, ...placeOf(value)], depth + 1)) return;
		let count = 0;
		for (const name in value) {
			if (++count > MAX_ENTRIES) return;
			const inner = ownValue(value, name);
			if (typeof inner !== 'number') this.add(inner, [...place, name], depth + 1);
		}
	}

	private push(text: string, place: string[]): void {
		const words = this.masked(text).trim();
		if (words === '') return;
		const where = place.map(this.masked);
		for (const name of where) this.fields.add(name);
		this.texts.push(where.length === 0 ? words : `${where.join('.')}: ${words}`);
	}

	reason(): Reason | undefined {
		if (this.texts.length === 0) return undefined;
		return { text: this.texts.join('; '), fields: [...this.fields] };
	}
}

/** Where a value was refused. The first part says how it was sent (body, query, path). */
function placeOf(entry: object): string[] {
	const loc = ownValue(entry, 'loc');
	if (Array.isArray(loc)) return loc.slice(1, 1 + MAX_DEPTH).flatMap(toName);
	return FIELD_FIELDS.flatMap((field) => toName(ownValue(entry, field))).slice(0, 1);
}

const toName = (part: unknown): string[] =>
	typeof part === 'string' || typeof part === 'number' ? [String(part)] : [];

const isTelling = (value: unknown) =>
	typeof value === 'object' ? value !== null : typeof value === 'string' && value.trim() !== '';

/** Of the object itself: what every object inherits, such as `constructor`, is not a reason. */
function ownValue(object: object, field: string): unknown {
	return Object.getOwnPropertyDescriptor(object, field)?.value;
}
