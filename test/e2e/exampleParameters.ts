import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { WorkflowNode } from '../../dev/realN8n/workflow';

type Values = INode['parameters'];

/**
 * Finds what n8n knows about a node of exactly this type and version.
 *
 * @param descriptions those of all nodes, as n8n gives them to its editor
 * @returns `undefined` where n8n does not have that node
 */
export function descriptionOf(
	{ type, typeVersion }: WorkflowNode,
	descriptions: INodeTypeDescription[],
): INodeTypeDescription | undefined {
	return descriptions.find(
		({ name, version }) => name === type && [version].flat().includes(typeVersion),
	);
}

/**
 * The parameters that a node has after n8n's editor has imported it: without those that the node does
 * not have, or would not show beside the others, and with the defaults of those that are missing.
 */
export function importedParameters(node: WorkflowNode, description: INodeTypeDescription): Values {
	const parameters = node.parameters as Values;
	const { properties } = description;
	const imported = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return imported ?? {};
}

/** What n8n's editor then marks in red, by the names of the parameters. */
export function parameterIssues(
	node: WorkflowNode,
	description: INodeTypeDescription,
): Record<string, string[]> {
	const parameters = importedParameters(node, description);
	const imported = { ...node, parameters } as INode;
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, imported, description);
	return issues?.parameters ?? {};
}

/**
 * The parameters whose value is none of those that n8n offers, which it marks only in some of them:
 * entries of lists, and the modes of resource locators and column mappings.
 */
export function unknownChoices(node: WorkflowNode, description: INodeTypeDescription): string[] {
	const look = (properties: INodeProperties[], values: Values): string[] =>
		properties
			.filter(({ name }) => values[name] !== undefined)
			.filter((property) =>
				NodeHelpers.displayParameter(
					values,
					property,
					node,
					description,
					node.parameters as Values,
				),
			)
			.flatMap((property) => {
				const value = values[property.name];
				const inside = groupsIn(property, value).flatMap(([of, group]) => look(of, group));
				return isOffered(property, value) ? inside : [property.name, ...inside];
			});
	return look(description.properties, node.parameters as Values);
}

/** The groups of parameters that a collection holds, with the properties that they may have. */
function groupsIn(property: INodeProperties, value: unknown): Array<[INodeProperties[], Values]> {
	if (property.type === 'collection') {
		return [[property.options as INodeProperties[], value as Values]];
	}
	if (property.type !== 'fixedCollection') return [];
	return (property.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
		[(value as Values)[name] ?? []].flat().map((group) => [values, group as Values] as const),
	) as Array<[INodeProperties[], Values]>;
}

function isOffered({ type, options, modes }: INodeProperties, value: unknown): boolean {
	const isExpression = typeof value === 'string' && value.startsWith('=');
	switch (type) {
		case 'options':
			return (
				isExpression || (options as INodePropertyOptions[]).some((each) => each.value === value)
			);
		case 'resourceLocator': {
			const { __rl, mode } = value as { __rl?: unknown; mode?: unknown };
			return __rl === true && modes?.some(({ name }) => name === mode) === true;
		}
		case 'resourceMapper': {
			const { mappingMode } = value as { mappingMode?: unknown };
			return ['autoMapInputData', 'defineBelow'].includes(String(mappingMode));
		}
		default:
			return true;
	}
}
