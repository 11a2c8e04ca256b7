import type { IDataObject } from 'n8n-workflow';

import {
	fieldsOf,
	labelsOf,
	readAll,
	type ParameterSet,
	type ValuesOf,
} from '../parameters/Parameter';
import type { Operation, Scope } from './Operation';

/**
 * Adds parameters to an operation that change its records before they become items.
 *
 * @param parameters under names that the operation does not use for its own
 * @param finish gets the records of the operation and all its values
 */
export function extended<P extends ParameterSet>(
	operation: Operation,
	parameters: P,
	finish: (records: IDataObject[], scope: Scope<ValuesOf<P>>) => Promise<IDataObject[]>,
): Operation {
	// As in n8n's own nodes, single fields precede groups.
	const groups = operation.fields.filter(({ type }) => type === 'collection');
	const single = operation.fields.filter(({ type }) => type !== 'collection');
	return {
		...operation,
		fields: [...single, ...fieldsOf(parameters), ...groups],
		labels: new Map([...operation.labels, ...labelsOf(parameters)]),
		read: (source) => ({
			...(operation.read(source) as object),
			...readAll(parameters, source),
		}),
		// The values are from `read`.
		execute: async (scope) =>
			await finish(await operation.execute(scope), scope as Scope<ValuesOf<P>>),
	};
}
