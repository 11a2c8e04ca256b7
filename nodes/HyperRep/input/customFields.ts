import type { IDataObject } from 'n8n-workflow';

import { describeType, quote } from '../errors/wording';
import { InputError } from '../errors/InputError';
import { readLocator } from './locator';
import { readText } from './text';

const JSON_LABEL = 'Custom Fields (JSON)';
const HOW_TO_ENTER_JSON = `Enter a JSON object in "${JSON_LABEL}", e.g. {"vip": true}.`;

/**
 * Reads the custom fields of a contact from both places where they can be entered; where both name
 * the same field, the JSON wins.
 *
 * @param rows the fixed collection: `{field: [{name, value}]}`, the name in a locator or as text, the
 * value as text
 * @param json an object, or its JSON text, for values of any type
 * @returns the fields, or `undefined` where none was entered
 * @throws InputError for a row without a name, a name that comes twice, a value that is no text, or
 * JSON that is no object
 */
export function readCustomFields(rows: unknown, json: unknown): IDataObject | undefined {
	// Built from entries, since assigning to a field named `__proto__` would lose it.
	const entries = new Map([...readRows(rows), ...readJson(json)]);
	return entries.size === 0 ? undefined : (Object.fromEntries(entries) as IDataObject);
}

function readRows(rows: unknown): Map<string, string> {
	const fields = (rows as { field?: unknown } | null | undefined)?.field ?? [];
	const entries = new Map<string, string>();
	for (const row of Array.isArray(fields) ? fields : [fields]) {
		const { name: rawName, value: rawValue } = (row ?? {}) as { name?: unknown; value?: unknown };
		const name = readText(readLocator(rawName), 'The name of a custom field');
		const value = readValue(name, rawValue);
		const isEmptyRow = name === undefined && (value === undefined || value === '');
		if (value === undefined || isEmptyRow) continue;
		if (name === undefined) {
			throw new InputError(
				`The custom field with the value ${quote(value)} has no name`,
				'Enter its Name in "Custom Fields", or remove it.',
			);
		}
		if (entries.has(name)) {
			throw new InputError(
				`The custom field ${quote(name)} is there twice`,
				'Remove one of the two in "Custom Fields".',
			);
		}
		entries.set(name, value);
	}
	return entries;
}

/** Unlike other texts, an empty one counts: it is what the field is to hold. */
function readValue(name: string | undefined, value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'object' || typeof value === 'symbol') {
		throw new InputError(
			`The custom field ${quote(name ?? '')} must be text, but it is ${describeType(value)}`,
			`Use "${JSON_LABEL}" for values that are not text.`,
		);
	}
	return String(value);
}

function readJson(json: unknown): Map<string, unknown> {
	if (json === undefined || json === null) return new Map();
	if (typeof json === 'string' && json.trim() === '') return new Map();
	const value: unknown = typeof json === 'string' ? parse(json) : json;
	if (value instanceof SyntaxError) {
		throw new InputError(`${JSON_LABEL} cannot be read: ${value.message}`, HOW_TO_ENTER_JSON);
	}
	if (!isPlainObject(value)) {
		throw new InputError(
			`${JSON_LABEL} must be an object, but it is ${describeType(value)}`,
			HOW_TO_ENTER_JSON,
		);
	}
	return new Map(Object.entries(value));
}

/** The value of a JSON text, or the SyntaxError that says why it has none. */
function parse(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch (error) {
		return error;
	}
}

/** Also of objects that expressions have made, which are not this code's own. */
function isPlainObject(value: unknown): value is object {
	return Object.prototype.toString.call(value) === '[object Object]';
}
