import type { IDataObject } from 'n8n-workflow';

import { mapInOrder } from '../concurrency/mapInOrder';
import { boolean } from '../parameters/boolean';
import { extended } from './extended';
import type { Operation } from './Operation';

/** Makes a record of a few flat fields. */
export type Simplify = (record: IDataObject) => IDataObject;

/** The setting, as in n8n's own nodes. */
export const simplify = boolean({
	label: 'Simplify',
	name: 'simplify',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** Lets an operation simplify its records, if the user wants that. */
export function simplifiable(operation: Operation, simple: Simplify): Operation {
	return extended(operation, { simplify }, async (records, { values, cancel }) => {
		if (!values.simplify) return records;
		return await mapInOrder(records, 1, cancel, async (record) => simple(record));
	});
}

/** What the nodes have added to a record, which Simplify keeps. */
const ADDED = ['contact', 'status_change', 'was_created'];

/** A record with flat fields: a missing one becomes `null`, and a list or an object becomes its JSON. */
export function flat(record: IDataObject, fields: Record<string, unknown>): IDataObject {
	const entries = Object.entries(fields).map(([name, value]) => [
		name,
		typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null),
	]);
	const added = Object.entries(record).filter(([field]) => ADDED.includes(field));
	return Object.fromEntries([...entries, ...added]) as IDataObject;
}
