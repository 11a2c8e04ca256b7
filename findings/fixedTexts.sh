#!/usr/bin/env bash
# eslint-plugin-n8n-nodes-base: eslint --fix changes links and file names in descriptions ("id" and "json" become
# capitals wherever they stand), takes apostrophes out of actions, and writes the names in them in lower case.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts eslint-plugin-n8n-nodes-base@1.16.7 eslint@9.29.0 @typescript-eslint/parser@8.73.0 typescript@5.9.3 >&2 || exit 2

node << 'JS'
const { ESLint } = require('eslint');
const parser = require('@typescript-eslint/parser');
const plugin = require('eslint-plugin-n8n-nodes-base');
const { version } = require('eslint-plugin-n8n-nodes-base/package.json');

const eslint = new ESLint({
	overrideConfigFile: true,
	fix: true,
	overrideConfig: {
		files: ['**/*.ts'],
		languageOptions: { parser },
		plugins: { 'n8n-nodes-base': plugin },
		rules: plugin.configs.nodes.rules,
	},
});
async function fix({ description, action }) {
	const code = `export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'get',
	description: "${description}",
	options: [{ name: 'Get', value: 'get', action: "${action}" }],
};
`;
	const [{ output = code }] = await eslint.lintText(code, { filePath: 'operation.ts' });
	const texts = [/description: ["'](.*)["']/, /action: ["'](.*)["'] }/].map(
		(pattern) => pattern.exec(output)[1],
	);
	return texts.join(' / ');
}
(async () => {
	const texts = [
		{ description: 'As in https://example.com/page?id=5', action: "Get a contact's page" },
		{ description: 'The file data.json of the export', action: 'Create a PDF in Google Drive' },
	];
	const fixed = [];
	for (const text of texts) fixed.push(await fix(text));
	const actual = fixed.join(' / ');
	console.log(`version:  eslint-plugin-n8n-nodes-base ${version}`);
	console.log(`expected: ${texts.flatMap(Object.values).join(' / ')}`);
	console.log(`actual:   ${actual}`);
	const known = [
		'As in https://example.com/page?ID=5 / Get a contact s page',
		'The file data.JSON of the export / Create a pdf in google drive',
	];
	process.exit(actual === known.join(' / ') ? 0 : 1);
})();
JS
