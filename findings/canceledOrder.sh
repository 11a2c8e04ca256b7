#!/usr/bin/env bash
# n8n-core: an execution that fails with a message that holds the word "canceled" has the status canceled, not
# error, as if a person had stopped it.
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

(async () => {
	const statusAfter = async (message) => {
		const execute = async () => {
			throw new Error(message);
		};
		return (await run([{ json: {} }], execute, {})).status;
	};
	const canceled = await statusAfter('Order 7 was canceled by the customer');
	const declined = await statusAfter('Order 7 was declined by the customer');
	const actual = `canceled: ${canceled}, declined: ${declined}`;
	console.log(`version:  n8n-core ${version}`);
	console.log('expected: canceled: error, declined: error');
	console.log(`actual:   ${actual}`);
	process.exit(actual === 'canceled: canceled, declined: error' ? 0 : 1);
})();
JS
