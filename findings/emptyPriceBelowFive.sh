#!/usr/bin/env bash
# n8n-workflow: in the filter of If and Filter, an empty number (null) is less than 5, also with strict types,
# while a missing one (undefined) is not.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
const { executeFilter } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

const isLessThanFive = (leftValue) =>
	executeFilter({
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		combinator: 'and',
		conditions: [
			{ id: '1', leftValue, rightValue: 5, operator: { type: 'number', operation: 'lt' } },
		],
	});
const actual = `null: ${isLessThanFive(null)}, undefined: ${isLessThanFive(undefined)}`;
console.log(`version:  n8n-workflow ${version}`);
console.log(
	'expected: a price that is not known is not less than 5 (null: false, undefined: false)',
);
console.log(`actual:   ${actual}`);
process.exit(actual === 'null: true, undefined: false' ? 0 : 1);
JS
