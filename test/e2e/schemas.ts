import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { resources } from '../../nodes/HyperRep/resources';
import type { N8nUnderTest } from './n8nUnderTest';

/** By these the editor shows the fields of what an operation returns before anything has run. */
export function testSchemas(n8n: N8nUnderTest): void {
	const operations = resources.flatMap(({ option, operations: all }) =>
		all.map((operation) => [option.value, operation.option.value] as const),
	);

	test.each(operations)('%s %s', async (resource, operation) => {
		const path = `/schemas/${NODE_TYPE}/1.0.0/${resource}/${operation}.json`;
		const response = await n8n.client.fetch('GET', path);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ type: 'object', version: 1 });
	});
}
