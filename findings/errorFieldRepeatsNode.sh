#!/usr/bin/env bash
# n8n-core: with Retry On Fail, a node that succeeds runs again where the first record that it returns has a field
# named "error", even an empty one. What it has sent is sent again. In any other record the field does no harm.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 >&2 || exit 2

N8N_LOG_LEVEL=silent node << 'JS'
require('reflect-metadata');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { Workflow } = require('n8n-workflow');
const { version } = require('n8n-core/package.json');

/** Runs "Start", which gives the items, and then "Next", a node that does what `execute` says. */
async function run(items, execute, settings) {
	const description = {
		properties: [],
		inputs: ['main'],
		outputs: ['main'],
		defaults: {},
		version: 1,
	};
	const types = {
		start: { description, execute: async () => [items] },
		next: { description, execute },
	};
	const node = (name, type) => ({
		id: type,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const nodes = [node('Start', 'start'), { ...node('Next', 'next'), ...settings }];
	const connections = { Start: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } };
	const nodeTypes = {
		getByName: (type) => types[type],
		getByNameAndVersion: (type) => types[type],
	};
	const workflow = new Workflow({ id: 'w', nodes, connections, active: false, nodeTypes });
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'w', nodes, connections });
	const urls = ['webhook', 'webhookTest', 'webhookWaiting', 'formWaiting'].map((name) => [
		`${name}BaseUrl`,
		`http://127.0.0.1/${name}`,
	]);
	const additionalData = { hooks, executionId: '1', variables: {}, ...Object.fromEntries(urls) };
	const execution = new WorkflowExecute(additionalData, 'manual');
	return await execution.run({ workflow, startNode: workflow.nodes.Start });
}

async function countRuns(records) {
	let count = 0;
	const execute = async () => {
		count++;
		return [records.map((json) => ({ json }))];
	};
	await run([{ json: {} }], execute, { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 });
	return count;
}
(async () => {
	const synced = { name: 'Import', error: '' };
	const first = await countRuns([synced, { name: 'Export' }]);
	const second = await countRuns([{ name: 'Export' }, synced]);
	const actual = `as the first record: ${first} runs, as the second: ${second}`;
	console.log(`version:  n8n-core ${version}`);
	console.log('expected: a node that succeeds runs once, in both orders of its records');
	console.log(`actual:   ${actual}`);
	process.exit(actual === 'as the first record: 3 runs, as the second: 1' ? 0 : 1);
})();
JS
