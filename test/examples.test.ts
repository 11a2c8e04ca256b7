import type { INodeTypeDescription } from 'n8n-workflow';

import { NODE_TYPE, TOOL_TYPE, TRIGGER_TYPE } from '../dev/n8n/nodeTypes';
import { exampleNames, fillIn, readExample } from '../dev/realN8n/examples';
import type { WorkflowNode } from '../dev/realN8n/workflow';
import { HyperRep } from '../nodes/HyperRep/HyperRep.node';
import { HyperRepTrigger } from '../nodes/HyperRep/HyperRepTrigger.node';
import { importedParameters, parameterIssues } from './e2e/exampleParameters';

const { description: action } = new HyperRep();
const { description: trigger } = new HyperRepTrigger();
const DESCRIPTIONS: Record<string, INodeTypeDescription> = {
	[NODE_TYPE]: action,
	[TOOL_TYPE]: action,
	[TRIGGER_TYPE]: trigger,
};
const CHOICES = {
	credential: { id: '1', name: 'HyperRep', type: 'hyperRepApi' },
	organization: { id: 'HR_id_of_the_organization', name: 'Acme Roofing' },
};

/** The HyperRep nodes of an example, with what its note asks the user to choose. */
function hyperRepNodes(example: string): Array<[WorkflowNode, INodeTypeDescription]> {
	return fillIn(readExample(example), CHOICES).nodes.flatMap((node) => {
		const description = DESCRIPTIONS[node.type];
		return description === undefined ? [] : [[withoutAdded(node), description] as const];
	}) as Array<[WorkflowNode, INodeTypeDescription]>;
}

/** What n8n adds to each tool, and to each trigger that polls. */
const ADDED_BY_N8N = ['descriptionType', 'toolDescription', 'pollTimes'];

function withoutAdded(node: WorkflowNode): WorkflowNode {
	const parameters = Object.entries(node.parameters).filter(
		([name]) => !ADDED_BY_N8N.includes(name),
	);
	return { ...node, parameters: Object.fromEntries(parameters) };
}

test.each(exampleNames())('the HyperRep nodes of %s have only parameters they know', (example) => {
	const nodes = hyperRepNodes(example);
	expect(nodes).not.toEqual([]);
	for (const [node, description] of nodes) {
		expect({ [node.name]: importedParameters(node, description) }).toMatchObject({
			[node.name]: node.parameters,
		});
		expect({ [node.name]: parameterIssues(node, description) }).toEqual({ [node.name]: {} });
	}
});

test.each(exampleNames())('%s connects nodes that it has, and each of its nodes', (example) => {
	const { nodes, connections } = readExample(example);
	const names = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
	const targets = Object.values(
		connections as Record<string, Record<string, Array<Array<{ node: string }>>>>,
	)
		.flatMap((outputs) => Object.values(outputs).flat(2))
		.map(({ node }) => node);
	const connected = new Set([...Object.keys(connections), ...targets]);
	expect([...connected].sort()).toEqual(names.sort());
});

test('send nothing by themselves', () => {
	for (const [{ name, parameters }] of exampleNames().flatMap(hyperRepNodes)) {
		expect({ [name]: parameters.sendNow ?? false }).toEqual({ [name]: false });
	}
});
