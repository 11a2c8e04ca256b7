import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object of fields, and no list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether it is an object of nothing but fields. Those that expressions have made are, too, though they are
 * not instances of this code's Object; a Duration or another thing with a class of its own is not.
 */
export function isPlainObject(value: unknown): value is object {
	if (Object.prototype.toString.call(value) !== '[object Object]') return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
