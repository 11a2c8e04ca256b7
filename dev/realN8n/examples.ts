/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { NODE_TYPE, TOOL_TYPE, TRIGGER_TYPE } from '../n8n/nodeTypes';
import type { Credential } from './client';
import type { Workflow, WorkflowNode } from './workflow';

const FOLDER = resolve(__dirname, '..', '..', 'examples');

/** What a user chooses in the HyperRep nodes of an example. */
export interface Choices {
	credential: Credential;
	organization: { id: string; name: string };
}

/** The names of the example workflows' files, without `.json`. */
export function exampleNames(): string[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length));
}

/** An example as its file has it. */
export function readExample(name: string): Workflow {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Workflow;
}

/** A copy of a workflow in which every HyperRep node has its credential and its organization. */
export function fillIn(workflow: Workflow, { credential, organization }: Choices): Workflow {
	const choices = {
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		organizationId: {
			__rl: true,
			mode: 'list',
			value: organization.id,
			cachedResultName: organization.name,
		},
	};
	return changeNodes(workflow, [NODE_TYPE, TOOL_TYPE, TRIGGER_TYPE], (node) => ({
		...node,
		credentials: choices.credentials,
		parameters: { ...node.parameters, organizationId: choices.organizationId },
	}));
}

/** A copy of a workflow whose HyperRep Trigger looks for new contacts every five seconds. */
export function pollOften(workflow: Workflow): Workflow {
	// n8n refuses one poll time that comes round faster than once a minute, but takes twelve of them.
	const item = Array.from({ length: 12 }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * 5} * * * * *`,
	}));
	return changeNodes(workflow, [TRIGGER_TYPE], (node) => ({
		...node,
		parameters: { ...node.parameters, pollTimes: { item } },
	}));
}

function changeNodes(
	workflow: Workflow,
	types: string[],
	change: (node: WorkflowNode) => WorkflowNode,
): Workflow {
	const nodes = workflow.nodes.map((node) => (types.includes(node.type) ? change(node) : node));
	return { ...workflow, nodes };
}
