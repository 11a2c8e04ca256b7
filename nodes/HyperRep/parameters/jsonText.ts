import { InputError } from '../errors/InputError';
import { describeType, isInexact, quote } from '../errors/wording';
import { isBlank } from '../values/isBlank';
import { isPlainObject } from '../values/objects';
import { writeAsText } from './text';

/** No sensible value is nested deeper, and much deeper ones cannot be sent. */
const MAX_DEPTH = 100;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads an object from JSON text, or takes an expression's object. Dates in it become text.
 *
 * @returns its entries, so that `__proto__` is a field like any other
 * @throws InputError if it is not an object, or has a value that JSON would change
 */
export function readJsonObject(value: unknown, label: string): Map<string, unknown> {
	if (isBlank(value)) return new Map();
	const isText = typeof value === 'string';
	const object = isText ? parse(value, label) : value;
	if (!isPlainObject(object)) {
		throw new InputError(
			`'${label}' must be an object, but it is ${describeType(object)}`,
			howToEnter(label),
		);
	}
	const fields = Object.entries(object).filter(([, field]) => field !== undefined);
	const at = { label, isExact: isText, depth: 1 };
	return new Map(fields.map(([name, field]) => [name, toJson(field, { ...at, name })]));
}

const howToEnter = (label: string) => `Enter a JSON object in '${label}', e.g. {"vip": true}.`;

function parse(json: string, label: string): unknown {
	let value: unknown;
	let reason: string | undefined;
	try {
		value = JSON.parse(json);
	} catch (error) {
		reason = error instanceof Error ? error.message : String(error);
	}
	if (reason !== undefined) {
		throw new InputError(`'${label}' is not JSON: ${reason}`, howToEnter(label));
	}
	for (const token of numbersIn(json)) {
		if (isExact(token)) continue;
		throw new InputError(
			`The number ${quote(token)} in '${label}' has too many digits, so it would be changed`,
			'Put it in quotes, so that it is sent as text.',
		);
	}
	return value;
}

/** The numbers of a JSON text, but not those within strings: these follow every other quote. */
function numbersIn(json: string): string[] {
	const parts = json.replace(/\\./g, '').split('"');
	return parts.flatMap((part, n) => (n % 2 === 0 ? (part.match(NUMBER) ?? []) : []));
}

/** Whether a number stays the same when JavaScript reads it. */
function isExact(token: string): boolean {
	const number = Number(token);
	return Number.isFinite(number) && significant(token) === significant(String(number));
}

/** The digits of a number without zeros around them, and the power of ten of the last one. */
function significant(token: string): string {
	const [mantissa = '', exponent = '0'] = token.replace('-', '').toLowerCase().split('e');
	const [whole = '', fraction = ''] = mantissa.split('.');
	const digits = (whole + fraction).replace(/^0+/, '');
	let end = digits.length;
	while (end > 0 && digits[end - 1] === '0') end--;
	if (end === 0) return '0';
	return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

/** The place of a value in the object. */
interface Position {
	label: string;
	/** The field that contains it. */
	name: string;
	depth: number;
	/** Whether its numbers are known to be exact, as in JSON text. */
	isExact: boolean;
}

/** The value as JSON can represent it; refuses what `JSON.stringify` would change silently. */
function toJson(value: unknown, at: Position): unknown {
	if (value === null || typeof value === 'boolean') return value;
	if (typeof value === 'number' && (at.isExact || !isInexact(value))) return value;
	const text = typeof value === 'bigint' ? undefined : writeAsText(value);
	if (text !== undefined) return text;
	const { label, name, depth } = at;
	if (depth > MAX_DEPTH) {
		throw new InputError(
			`The field ${quote(name)} in '${label}' is nested too deeply`,
			`Check the expression in '${label}'.`,
		);
	}
	const deeper = { ...at, depth: depth + 1 };
	if (Array.isArray(value)) return value.map((element) => toJson(element ?? null, deeper));
	if (!isPlainObject(value)) {
		throw new InputError(
			`The field ${quote(name)} in '${label}' contains ${describeType(value)}, which cannot be sent`,
			`Check the expression in '${label}'. Text, numbers, true, false, null, lists and objects can be sent.`,
		);
	}
	const fields = Object.entries(value).filter(([, field]) => field !== undefined);
	return Object.fromEntries(fields.map(([key, field]) => [key, toJson(field, deeper)]));
}
