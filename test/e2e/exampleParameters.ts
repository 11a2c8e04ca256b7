import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

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
