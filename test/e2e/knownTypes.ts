import type { INodeTypeDescription } from 'n8n-workflow';

import { NODE_TYPE, TOOL_TYPE, TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import type { N8nUnderTest } from './n8nUnderTest';

interface KnownType {
	name: string;
	displayName: string;
	iconUrl?: { light: string; dark: string };
}

/** What this n8n tells its editor about all of its nodes; a node of several versions comes several times. */
export async function nodeDescriptions(n8n: N8nUnderTest): Promise<INodeTypeDescription[]> {
	return await types<INodeTypeDescription>(n8n, 'nodes');
}

/** n8n has loaded what the package contains. */
export function testKnownTypes(n8n: N8nUnderTest): void {
	test.each([
		['nodes', NODE_TYPE, 'HyperRep'],
		['nodes', TRIGGER_TYPE, 'HyperRep Trigger'],
		['nodes', TOOL_TYPE, 'HyperRep Tool'],
		['credentials', 'hyperRepApi', 'HyperRep API'],
	] as const)('of the %s, %s is known, with icons', async (kind, name, displayName) => {
		const [type, ...others] = (await types<KnownType>(n8n, kind)).filter(
			(each) => each.name === name,
		);
		expect(others).toEqual([]);
		expect(type?.displayName).toBe(displayName);
		const [light, dark] = await Promise.all(
			[type!.iconUrl!.light, type!.iconUrl!.dark].map(async (url) => await picture(n8n, url)),
		);
		expect(light).toContain('<svg');
		expect(dark).toContain('<svg');
		expect(light).not.toBe(dark);
	});
}

async function types<T>(n8n: N8nUnderTest, kind: 'nodes' | 'credentials'): Promise<T[]> {
	const response = await n8n.client.fetch('GET', `/types/${kind}.json`);
	return (await response.json()) as T[];
}

async function picture(n8n: N8nUnderTest, url: string): Promise<string> {
	const response = await n8n.client.fetch('GET', `/${url}`);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('image/svg+xml');
	return await response.text();
}
