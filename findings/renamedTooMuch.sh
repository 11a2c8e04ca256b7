#!/usr/bin/env bash
# n8n-workflow: renaming a node also changes references to another node whose name begins with the same letters.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
const { Workflow } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

const node = (name, parameters) => ({
	id: name,
	name,
	type: 'set',
	typeVersion: 1,
	position: [0, 0],
	parameters,
});
const property = { displayName: 'Value', name: 'value', type: 'string', default: '' };
const workflow = new Workflow({
	nodes: [
		node('Contact', {}),
		node('Contacts', {}),
		node('Set', { value: '={{ $node.Contacts.json.email }}' }),
	],
	connections: {},
	active: false,
	nodeTypes: { getByNameAndVersion: () => ({ description: { properties: [property] } }) },
});
workflow.renameNode('Contact', 'Lead');

const actual = workflow.nodes.Set.parameters.value;
console.log(`version:  n8n-workflow ${version}`);
console.log(
	'expected: ={{ $node.Contacts.json.email }}, since "Contact" was renamed and "Contacts" was not',
);
console.log(`actual:   ${actual}`);
process.exit(actual === '={{ $node.Leads.json.email }}' ? 0 : 1);
JS
