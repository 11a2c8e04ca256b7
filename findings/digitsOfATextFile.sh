#!/usr/bin/env bash
# n8n-core: httpRequest makes a number of a text/plain or text/csv response that holds digits only, and changes
# those of a long one. With a letter or a leading zero, the same response stays text.
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

const server = createServer((request, response) => {
	response.setHeader('Content-Type', 'text/plain');
	response.end(decodeURIComponent(request.url.slice(1)));
});
server.listen(0, '127.0.0.1', async () => {
	const { helpers } = contextOf({ properties: [] }, {});
	const received = [];
	for (const text of ['0012', 'A12', '12', '12345678901234567890']) {
		const url = `http://127.0.0.1:${server.address().port}/${text}`;
		received.push(JSON.stringify(await helpers.httpRequest({ url })));
	}
	const actual = received.join(', ');
	console.log(`version:  n8n-core ${version}`);
	console.log('expected: the text as it was sent: "0012", "A12", "12", "12345678901234567890"');
	console.log(`actual:   ${actual}`);
	process.exit(actual === '"0012", "A12", 12, 12345678901234567000' ? 0 : 1);
});
JS
