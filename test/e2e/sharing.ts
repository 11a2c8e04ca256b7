import { randomUUID } from 'node:crypto';

import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { Organization } from '../../dev/standIn/store';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const BURST = 20;
const CONTACTS = 2000;
const PAGES = 4;

/** Executions at the same time, and the runs of a loop: one reading, and each contact once. */
export function testSharing(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Sharing');
	const { standIn } = hyperRep;
	// n8n begins the executions of a burst one after the other; a page that takes as long as one over
	// the internet keeps the reading of the first under way while the others begin, also on a busy machine.
	beforeAll(() => (standIn.latency = 250));

	const organizationOf = (name: string) => {
		const organization = standIn.addOrganization(name);
		organization.contacts.createMany(
			Array.from({ length: CONTACTS }, (_, n) => ({ fields: { email: `${n}@example.com` } })),
		);
		standIn.forget();
		return organization;
	};

	const hyperRepNode = (email: string) => ({
		name: 'Find or create',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [400, 0] as [number, number],
		parameters: { resource: 'contact', operation: 'findOrCreate', email },
	});

	const to = (node: string) => [{ node, type: 'main', index: 0 }];

	const save = async (workflow: Workflow, organization: Organization) =>
		await n8n.client.createWorkflow(fillIn(workflow, hyperRep.choicesIn(organization)));

	const count = (wanted: string) =>
		standIn.requests.filter(({ method }) => method === wanted).length;

	test.each([
		['of the same new contact create it once', () => 'same', 1],
		['of new contacts read the list together', (n: number) => `new${n}`, BURST],
	])('a burst of webhook executions %s', async (name, emailOf, created) => {
		const organization = organizationOf(name);
		const path = randomUUID();
		const webhook = {
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0] as [number, number],
			parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
			webhookId: path,
		};
		const workflow = await save(
			{
				name,
				nodes: [webhook, hyperRepNode('={{ $json.body.email }}')],
				connections: { Webhook: { main: [to('Find or create')] } },
				settings: { executionOrder: 'v1' },
			},
			organization,
		);
		await n8n.client.activate(workflow);
		const call = async (n: number) => {
			const email = `${emailOf(n)}@example.com`;
			const response = await n8n.client.fetch('POST', `/webhook/${path}`, { email });
			return (await response.json()) as { contact_id: string; was_created: boolean };
		};
		const outputs = await Promise.all(Array.from({ length: BURST }, (_, n) => call(n)));
		await n8n.client.deactivate(workflow);
		expect(outputs.filter(({ was_created: flag }) => flag)).toHaveLength(created);
		expect(organization.contacts.visible()).toHaveLength(CONTACTS + created);
		expect(count('POST')).toBe(created);
		// Alone, each would read all pages.
		expect(count('GET')).toBeLessThan((BURST * PAGES) / 2);
	});

	test('a loop of one row at a time reads the list once', async () => {
		const organization = organizationOf('Loop');
		const rows = Array.from({ length: 10 }, (_, n) => ({
			json: { email: `loop${n % 8}@example.com` },
		}));
		const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
			...{ name, type: `n8n-nodes-base.${type}`, typeVersion },
			position: [200, 0] as [number, number],
			parameters: { ...parameters },
		});
		const workflow = await save(
			{
				name: 'Loop',
				nodes: [
					node('Start', 'manualTrigger', 1, {}),
					node('Rows', 'code', 2, { jsCode: `return ${JSON.stringify(rows)};` }),
					node('Loop', 'splitInBatches', 3, { batchSize: 1, options: {} }),
					hyperRepNode('={{ $json.email }}'),
				],
				connections: {
					Start: { main: [to('Rows')] },
					Rows: { main: [to('Loop')] },
					Loop: { main: [[], to('Find or create')] },
					'Find or create': { main: [to('Loop')] },
				},
				settings: { executionOrder: 'v1' },
			},
			organization,
		);
		const execution = await n8n.client.run(workflow, 'Start', 60);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		const flags = execution.itemsOf('Find or create').map(({ was_created: flag }) => flag);
		expect(flags).toEqual([...Array<boolean>(8).fill(true), false, false]);
		expect([count('GET'), count('POST')]).toEqual([PAGES, 8]);
	});
}
