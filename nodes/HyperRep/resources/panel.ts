import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Resource } from './operation';

/** The Operation list of a resource. */
export function operationList({ option, operations, defaultOperation }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: operations.map((operation) => operation.option),
		default: defaultOperation,
	};
}

/** The parameters of each operation of a resource, shown for that operation only. */
export function operationFields({ option, operations }: Resource): INodeProperties[] {
	return operations.flatMap((operation) =>
		updateDisplayOptions(
			{ show: { resource: [option.value], operation: [operation.option.value] } },
			operation.fields,
		),
	);
}
