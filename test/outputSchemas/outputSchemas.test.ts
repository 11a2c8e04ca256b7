/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { outputSchemas } from '../../dev/outputSchemas/outputSchemas';
import { fill, OPERATIONS, withIds } from '../resources/operations';

const FOLDER = join(__dirname, '../../nodes/HyperRep/__schema__/v1.0.0');

const readSchema = (path: string) =>
	JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as { properties: object; version: number };

const pathOf = (operation: string) => `${operation.replace('.', '/')}.json`;

test('there is one for every operation, up to date with the OpenAPI document (npm run schemas)', () => {
	const files = readdirSync(FOLDER, { recursive: true })
		.map((file) => String(file).replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.json'));
	expect(files.sort()).toEqual(OPERATIONS.map(({ name }) => pathOf(name)).sort());
	expect(Object.fromEntries(files.map((file) => [file, readSchema(file)]))).toEqual(
		Object.fromEntries(outputSchemas()),
	);
});

describe('of a real result', () => {
	const fixture = useStandIn();
	const ajv = new Ajv({ allowUnionTypes: true, keywords: ['version'] });

	test.each(OPERATIONS.map((each) => [each.name, each] as const))(
		'%s has every field with its type, while all switches are as they were',
		async (name, each) => {
			const { standIn } = fixture;
			const world = fill(fixture);
			const [resource = '', operation = ''] = name.split('.');
			const parameters = withIds(each.parameters ?? {}, world, standIn);
			const output = await execute(fixture.setup({ resource, operation, ...parameters }));
			expect(output.length).toBeGreaterThan(0);
			const schema = readSchema(pathOf(name));
			expect(schema.version).toBe(1);
			for (const { json } of output) {
				expect(ajv.validate(schema, json) || ajv.errorsText()).toBe(true);
				// n8n chooses a schema by operation only: one that spoke of a switch would be wrong while that is off.
				expect(Object.keys(json)).toEqual(expect.arrayContaining(Object.keys(schema.properties)));
			}
		},
	);
});
