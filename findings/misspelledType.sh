#!/usr/bin/env bash
# @seriousme/openapi-schema-validator: in a document of OpenAPI 3.1, a schema with a misspelled type is valid. In one
# of 3.0 it is not.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @seriousme/openapi-schema-validator@2.11.0 >&2 || exit 2

node << 'JS'
(async () => {
	const { Validator } = await import('@seriousme/openapi-schema-validator');
	const { readFileSync } = require('fs');
	const manifest = 'node_modules/@seriousme/openapi-schema-validator/package.json';
	const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
	const isValid = async (openapi) => {
		const schemas = { Contact: { type: 'obejct', properties: { name: { type: 'string' } } } };
		const document = {
			openapi,
			info: { title: 'Contacts', version: '1' },
			paths: {},
			components: { schemas },
		};
		return (await new Validator().validate(document)).valid;
	};
	const actual = `3.0.3: ${await isValid('3.0.3')}, 3.1.0: ${await isValid('3.1.0')}`;
	console.log(`version:  @seriousme/openapi-schema-validator ${version}`);
	console.log('expected: neither is valid (3.0.3: false, 3.1.0: false)');
	console.log(`actual:   ${actual}`);
	process.exit(actual === '3.0.3: false, 3.1.0: true' ? 0 : 1);
})();
JS
