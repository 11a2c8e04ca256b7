#!/usr/bin/env bash
# n8n-core: httpRequest sends an empty object, an empty list or a number as no body at all, without a Content-Type.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-core@2.41.1 n8n-workflow@2.41.0 >&2 || exit 2

node << 'JS'
require('reflect-metadata');
const { createServer } = require('http');
const { ExecuteContext } = require('n8n-core');
const { createEmptyRunExecutionData, Workflow } = require('n8n-workflow');
const { version } = require('n8n-core/package.json');

function contextOf(description, parameters) {
	const type = { description };
	const node = {
		id: '1',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const urls = ['webhook', 'webhookTest', 'webhookWaiting', 'formWaiting'].map((name) => [
		`${name}BaseUrl`,
		`http://127.0.0.1/${name}`,
	]);
	const additionalData = { variables: {}, ...Object.fromEntries(urls) };
	const items = [{ json: {} }];
	const data = { main: [items] };
	return new ExecuteContext(
		workflow,
		workflow.nodes.Node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
}

const server = createServer(async (request, response) => {
	let body = '';
	for await (const chunk of request) body += chunk;
	response.end(`${request.headers['content-type'] ?? 'no type'} "${body}"`);
});
server.listen(0, '127.0.0.1', async () => {
	const url = `http://127.0.0.1:${server.address().port}`;
	const { helpers } = contextOf({ properties: [] }, {});
	const sent = [];
	for (const body of [{ a: 1 }, {}, [], 5]) {
		const received = await helpers.httpRequest({ method: 'POST', url, body, json: true });
		sent.push(`${JSON.stringify(body)}: ${received}`);
	}
	const actual = sent.join(', ');
	console.log(`version:  n8n-core ${version}`);
	console.log('expected: each as JSON, e.g. {}: application/json "{}"');
	console.log(`actual:   ${actual}`);
	const known =
		'{"a":1}: application/json "{"a":1}", {}: no type "", []: no type "", 5: no type ""';
	process.exit(actual === known ? 0 : 1);
});
JS
