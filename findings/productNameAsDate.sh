#!/usr/bin/env bash
# n8n-workflow: validateFieldType takes the name of a product for a date of the year 2001.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

TZ=UTC node << 'JS'
const { validateFieldType } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

const texts = ['Roof 12', 'Order 7', 'Roof twelve'];
const actual = texts
	.map((text) => {
		const { valid, newValue } = validateFieldType('due', text, 'dateTime');
		return `"${text}": ${valid ? newValue.toISODate() : 'no date'}`;
	})
	.join(', ');
console.log(`version:  n8n-workflow ${version}`);
console.log('expected: none of these texts is a date');
console.log(`actual:   ${actual}`);
process.exit(
	actual === '"Roof 12": 2001-12-01, "Order 7": 2001-07-01, "Roof twelve": no date' ? 0 : 1,
);
JS
