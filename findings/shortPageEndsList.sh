#!/usr/bin/env bash
# n8n-core: the offset pagination of declarative nodes takes a page that is shorter than pageSize for the last one.
# From a server that allows only 100 records a page, a node that asks for 200 gets the first 100 of 1,000.
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
const { ExecuteContext, RoutingNode } = require('n8n-core');
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

const TOTAL = 1000;
const MAX_PAGE = 100;
const server = createServer((request, response) => {
	const { searchParams } = new URL(request.url, 'http://127.0.0.1');
	const offset = Number(searchParams.get('offset'));
	const size = Math.min(MAX_PAGE, Number(searchParams.get('limit')), TOTAL - offset);
	const records = Array.from({ length: size }, (_, n) => ({ id: offset + n }));
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ records, total: TOTAL }));
});
server.listen(0, '127.0.0.1', async () => {
	const pagination = {
		type: 'offset',
		properties: {
			limitParameter: 'limit',
			offsetParameter: 'offset',
			pageSize: 200,
			type: 'query',
			rootProperty: 'records',
		},
	};
	const returnAll = {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		routing: { send: { paginate: true }, operations: { pagination } },
	};
	const baseURL = `http://127.0.0.1:${server.address().port}`;
	const description = { properties: [returnAll], requestDefaults: { baseURL, url: '/' } };
	const context = contextOf(description, { returnAll: true });
	const [items] = await new RoutingNode(context, { description }).runNode();
	console.log(`version:  n8n-core ${version}`);
	console.log(`expected: ${TOTAL} records, or an error`);
	console.log(`actual:   ${items.length} records`);
	process.exit(items.length === MAX_PAGE ? 0 : 1);
});
JS
