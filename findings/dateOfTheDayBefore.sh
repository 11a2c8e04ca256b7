#!/usr/bin/env bash
# n8n-workflow: toDateTime reads "2026-11-30" as a day of the workflow's time zone, but "11/30/2026" and
# "Nov 30, 2026" as one of the machine's. In a workflow of New York on a machine in UTC, these are the day before.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 >&2 || exit 2

TZ=UTC node << 'JS'
const { Workflow } = require('n8n-workflow');
const { version } = require('n8n-workflow/package.json');

const workflow = new Workflow({
	nodes: [{ id: '1', name: 'Set', type: 'set', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: { getByNameAndVersion: () => ({ description: { properties: [] } }) },
	settings: { timezone: 'America/New_York' },
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
const dayOf = (text) => evaluate(`={{ "${text}".toDateTime().format("yyyy-MM-dd") }}`);

const actual = ['2026-11-30', '11/30/2026', 'Nov 30, 2026'].map(dayOf).join(', ');
console.log(`version:  n8n-workflow ${version}, machine in UTC, workflow in New York`);
console.log('expected: 2026-11-30, 2026-11-30, 2026-11-30');
console.log(`actual:   ${actual}`);
process.exit(actual === '2026-11-30, 2026-11-29, 2026-11-29' ? 0 : 1);
JS
