/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';

import { contract, DOCUMENT_FILE } from '../../dev/standIn/contract';
import { routes } from '../../dev/standIn/resources';

const { document } = contract();

test('is valid OpenAPI', async () => {
	const validator = join(
		require.resolve('@seriousme/openapi-schema-validator/package.json'),
		'../bin/validate-api-cli.js',
	);
	const { stdout } = await promisify(execFile)(process.execPath, [validator, DOCUMENT_FILE]);
	expect(JSON.parse(stdout)).toEqual({ valid: true });
});

test('has the routes that the stand-in has', () => {
	const documented = Object.entries(document.paths).flatMap(([path, item]) =>
		(['get', 'post'] as const).filter((method) => item[method]).map((each) => `${each} ${path}`),
	);
	const ours = routes.map(({ method, path }) => `${method.toLowerCase()} ${path}`);
	expect(documented.sort()).toEqual(ours.sort());
});

test('names each operation once, and each parameter of each path', () => {
	const ids: string[] = [];
	for (const [path, item] of Object.entries(document.paths)) {
		ids.push(...[item.get, item.post].flatMap((each) => each?.operationId ?? []));
		const named = JSON.stringify(item.parameters ?? []).match(/parameters\/\w+/g) ?? [];
		expect([path, named.length]).toEqual([path, path.match(/\{/g)?.length ?? 0]);
	}
	expect(new Set(ids).size).toBe(ids.length);
});

test('has no component that nothing refers to', () => {
	const text = JSON.stringify(document);
	const unused = Object.entries(document.components)
		.filter(([section]) => section !== 'securitySchemes')
		.flatMap(([section, all]) => Object.keys(all).map((name) => `#/components/${section}/${name}`))
		.filter((place) => !text.includes(`"$ref":"${place}"`));
	expect(unused).toEqual([]);
});

interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: unknown[];
	oneOf?: unknown[];
	properties?: Record<string, Schema>;
	items?: Schema;
	examples?: unknown[];
}

/** A schema and all in it, with their places. */
function* walk(schema: Schema, place: string): Generator<[string, Schema]> {
	yield [place, schema];
	for (const [name, each] of Object.entries(schema.properties ?? {})) {
		yield* walk(each, `${place}.${name}`);
	}
	if (schema.items !== undefined) yield* walk(schema.items, `${place}[]`);
}

const schemas = [
	...Object.entries(document.components.schemas).flatMap(([name, schema]) => [
		...walk(schema, name),
	]),
];

test('gives every field a type', () => {
	const untyped = schemas.filter(
		([, { $ref, type, enum: values, oneOf }]) => ($ref ?? type ?? values ?? oneOf) === undefined,
	);
	expect(untyped.map(([place]) => place)).toEqual([]);
});

test('has schemas that JSON Schema knows, and examples that fit them', () => {
	const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false });
	addFormats(ajv);
	for (const [name, schema] of Object.entries(document.components.schemas)) {
		ajv.addSchema(schema, `#/components/schemas/${name}`);
	}
	let examples = 0;
	for (const [place, schema] of schemas) {
		for (const example of schema.examples ?? []) {
			expect([place, example, ajv.validate(schema, example)]).toEqual([place, example, true]);
			examples++;
		}
	}
	expect(examples).toBeGreaterThan(80);
});
