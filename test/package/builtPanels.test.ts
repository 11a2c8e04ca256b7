/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { ROOT } from './packedPackage';

/**
 * A value as TypeScript would hold it literally. n8n's rules look at the text of a file, so they see
 * nothing of a panel that is built by functions.
 */
function literalOf(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(literalOf).join(',\n')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const fields = Object.entries(value).filter(([, field]) => field !== undefined);
	return `{${fields.map(([key, field]) => `${keyOf(key)}: ${literalOf(field)}`).join(',\n')}}`;
}

const keyOf = (key: string) => (/^\w+$/.test(key) ? key : JSON.stringify(key));

/** A node in whose file the description stands as it is built. */
const codeOf = (name: string, description: object) => `
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class ${name} implements INodeType {
	description: INodeTypeDescription = ${literalOf(description).replaceAll('"main"', 'NodeConnectionTypes.Main')};
}
`;

test('the panels as they are built keep to the rules of n8n', () => {
	const files = {
		'nodes/HyperRep/HyperRep.node.ts': codeOf('HyperRep', new HyperRep().description),
		'nodes/HyperRep/HyperRepTrigger.node.ts': codeOf(
			'HyperRepTrigger',
			new HyperRepTrigger().description,
		),
	};
	// In a Node of its own, since Jest can't load the rules. With its NODE_ENV, `test`, they take every
	// file for a node.
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'lint.mjs')], {
		cwd: ROOT,
		env: { ...process.env, NODE_ENV: undefined },
		input: JSON.stringify(files),
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
	// The one exception: resources are sorted by what people do first, as in n8n's own OpenAI node.
	const byUse = /^n8n-nodes-base\/node-param-options-type-unsorted-items: .* Agent \| /;
	expect(JSON.parse(stdout)).toEqual({
		'nodes/HyperRep/HyperRep.node.ts': [expect.stringMatching(byUse)],
		'nodes/HyperRep/HyperRepTrigger.node.ts': [],
	});
});
