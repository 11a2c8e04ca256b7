#!/usr/bin/env bash
# n8n-workflow: an expression that follows a backslash, as in the path of a Windows folder, is not evaluated.
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

const workflow = new Workflow({
	nodes: [{ id: '1', name: 'Set', type: 'set', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: { getByNameAndVersion: () => ({ description: { properties: [] } }) },
});
const evaluate = (text) =>
	workflow.expression.getParameterValue(
		text,
		null,
		0,
		0,
		'Set',
		[{ json: { id: 7 } }],
		'manual',
		{},
	);
const actual = evaluate('=D:\\offers\\{{ $json.id }}');
console.log(`version:  n8n-workflow ${version}`);
console.log('expected: D:\\offers\\7');
console.log(`actual:   ${actual}`);
process.exit(actual === 'D:\\offers\\{{ $json.id }}' ? 0 : 1);
JS
