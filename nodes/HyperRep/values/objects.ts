import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object, but not a list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object in a record; an empty one if it is missing, since details differ by organization. */
export function objectIn(record: IDataObject, field: string): IDataObject {
	const value = record[field];
	return isObject(value) ? value : {};
}

/**
 * Whether it is a plain object, including those from expressions, which are not instances of this code's
 * Object; not a Duration or an instance of another class.
 */
export function isPlainObject(value: unknown): value is object {
	if (Object.prototype.toString.call(value) !== '[object Object]') return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
