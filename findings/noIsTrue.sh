#!/usr/bin/env bash
# n8n-workflow: where If and Filter convert types, the text "no" is true; the expression "no".toBoolean() is false.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
const { executeFilter, Workflow } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

const isTrue = (leftValue) =>
	executeFilter({
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		combinator: 'and',
		conditions: [
			{
				id: '1',
				leftValue,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
	});
const workflow = new Workflow({
	nodes: [{ id: '1', name: 'Set', type: 'set', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: { getByNameAndVersion: () => ({ description: { properties: [] } }) },
});
const evaluate = (expression) =>
	workflow.expression.getParameterValue(
		expression,
		null,
		0,
		0,
		'Set',
		[{ json: {} }],
		'manual',
		{},
	);
const actual = `filter: ${isTrue('no')}, expression: ${evaluate('={{ "no".toBoolean() }}')}`;
console.log(`version:  n8n-workflow ${version}`);
console.log('expected: "no" becomes false in both (filter: false, expression: false)');
console.log(`actual:   ${actual}`);
process.exit(actual === 'filter: true, expression: false' ? 0 : 1);
JS
