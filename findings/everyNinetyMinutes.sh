#!/usr/bin/env bash
# n8n-workflow and cron: "Every X: 90 minutes" of a trigger's poll times is accepted, and runs every hour.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 cron@4.4.0 >&2 || exit 2

node << 'JS'
const { toCronExpression } = require('n8n-workflow');
const { CronTime } = require('cron');
const versions = ['n8n-workflow', 'cron'].map(
	(name) => `${name} ${require(`${name}/package.json`).version}`,
);

const expression = toCronExpression({ mode: 'everyX', unit: 'minutes', value: 90 });
const time = new CronTime(expression, 'UTC');
let date = new Date('2026-11-30T08:30:00Z');
const runs = [];
while (runs.length < 3) {
	date = time.getNextDateFrom(date, 'UTC').toJSDate();
	runs.push(date.toISOString().slice(11, 16));
}
const actual = runs.join(', ');
console.log(`version:  ${versions.join(', ')}`);
console.log('expected: an error, or runs 90 minutes apart');
console.log(`actual:   ${expression.replace(/^\d+/, '(a random second)')} runs at ${actual}`);
process.exit(actual === '09:00, 10:00, 11:00' ? 0 : 1);
JS
