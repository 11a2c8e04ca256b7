#!/usr/bin/env bash
# n8n-workflow: jsonParse with acceptJSObject leaves out a field of a JavaScript object whose value is a calculation,
# without a word.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
const { jsonParse } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

let actual;
try {
	actual = JSON.stringify(jsonParse('{ price: 2 * 5, unit: "day" }', { acceptJSObject: true }));
} catch (error) {
	actual = error.message;
}
console.log(`version:  n8n-workflow ${version}`);
console.log('expected: {"price":10,"unit":"day"}, or an error about "2 * 5"');
console.log(`actual:   ${actual}`);
process.exit(actual === '{"unit":"day"}' ? 0 : 1);
JS
