import { DateTime } from 'luxon';

import { isPlainObject } from '../values/objects';

const MAX_QUOTE = 80;

/** Luxon's text for an invalid date; n8n turns dates within groups of parameters into text. */
export const INVALID_DATE = 'Invalid DateTime';

/** A user's value in quotes, for messages; long ones are cut. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : toJson(value);
	return `"${cut(text, MAX_QUOTE)}"`;
}

/** A text, cut if it is longer than `maxLength` characters. */
export function cut(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	// Half of a surrogate pair, such as an emoji's, can't be shown.
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
	if (typeof value === 'number' && isInexact(value)) {
		return Number.isFinite(value) ? 'a number with too many digits' : String(value);
	}
	if (isInvalidDate(value)) return 'an invalid date';
	if (typeof value === 'object') {
		const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
		const name = kind === 'Object' ? classOf(value) : kind;
		return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
	}
	return `a ${typeof value}`;
}

/** Whether a number is NaN or infinite, or has more digits than JavaScript keeps, so that it was rounded. */
export function isInexact(number: number): boolean {
	return !Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER;
}

function classOf(value: object | null): string {
	if (isPlainObject(value)) return 'object';
	const { constructor }: { constructor?: unknown } = Object.getPrototypeOf(value) as object;
	return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'object';
}

function isInvalidDate(value: unknown): boolean {
	if (DateTime.isDateTime(value)) return !value.isValid;
	if (value instanceof Date) return Number.isNaN(value.getTime());
	return value === INVALID_DATE;
}

/** As JSON; in words if it has no JSON, or JSON would change it. */
function toJson(value: unknown): string {
	if (['bigint', 'symbol', 'number'].includes(typeof value)) return String(value);
	if (isInvalidDate(value)) return describeType(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return describeType(value); // nested too deeply, or circular
	}
}
