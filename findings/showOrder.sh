#!/usr/bin/env bash
# n8n-workflow: whether a parameter is shown depends on the order of the keys in displayOptions.show.
# Where the first key holds an expression, the parameter counts as shown, whatever the others ask.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
const { NodeHelpers } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

// The mode is an expression, and the resource is a company.
const values = { mode: '={{ $json.mode }}', resource: 'company' };
const isShown = (show) =>
	NodeHelpers.displayParameter(values, { displayOptions: { show } }, { typeVersion: 1 }, null);
const modeFirst = isShown({ mode: ['columns'], resource: ['contact'] });
const resourceFirst = isShown({ resource: ['contact'], mode: ['columns'] });

const actual = `mode first: ${modeFirst}, resource first: ${resourceFirst}`;
console.log(`version:  n8n-workflow ${version}`);
console.log(
	'expected: a parameter for contacts is hidden from a company, in both orders of the keys',
);
console.log(`actual:   shown with ${actual}`);
process.exit(actual === 'mode first: true, resource first: false' ? 0 : 1);
JS
