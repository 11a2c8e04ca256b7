import type { INodeProperties } from 'n8n-workflow';

import { mergeOptions, options } from '../parameters/options';
import { organization } from '../parameters/organization';
import { fieldsShownFor } from '../parameters/Parameter';
import { presetResource, resources } from './index';
import type { Resource } from './Resource';

/** All parameters of the action node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ option }) => option),
		default: presetResource,
	},
	...resources.map(operationList),
	...organizationFields(),
	...resources.flatMap(operationFields),
];

function operationList({
	option,
	operations,
	defaultOperation = 'getAll',
}: Resource): INodeProperties {
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

/** Organization, for every resource but Organization itself. */
function organizationFields(): INodeProperties[] {
	const working = resources.filter(({ operations }) =>
		operations.some(({ needsOrganization }) => needsOrganization),
	);
	const show = { resource: working.map(({ option }) => option.value) };
	return fieldsShownFor(show, organization.fields);
}

/** The parameters of each operation of a resource, shown for that operation only. */
function operationFields({ option, operations }: Resource): INodeProperties[] {
	return operations.flatMap((operation) => {
		const show = { resource: [option.value], operation: [operation.option.value] };
		return fieldsShownFor(show, mergeOptions([...operation.fields, ...options.fields]));
	});
}

/** Shorter names for what n8n would cut off below a node. */
const SHORTER: Record<string, string> = {
	'Create or Update: Response Draft': 'Create/Update: Response Draft',
	'Get Conversation Metrics: Analytics': 'Get Conversation Metrics',
};

const names = resources.flatMap(({ option, operations }) =>
	operations.map((operation) => {
		const name = `${operation.option.name}: ${option.name}`;
		return [`${option.value} ${operation.option.value}`, SHORTER[name] ?? name];
	}),
);

/** The text below a node on the canvas, e.g. `Get Many: Sale`. */
export const subtitle = `={{ (${JSON.stringify(
	Object.fromEntries(names),
)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
