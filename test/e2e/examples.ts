import {
	exampleNames,
	fillIn,
	pollOften,
	readExample,
	startsOnNewContact,
} from '../../demo/examples';
import type { SavedWorkflow } from '../../demo/n8n/client';
import type { Execution } from '../../demo/n8n/execution';
import type { Workflow } from '../../demo/n8n/workflow';
import { waitFor } from '../../demo/watch';
import { useHyperRep } from './hyperRep';
import { nodeTypes } from './knownTypes';
import type { N8nUnderTest } from './n8nUnderTest';

const SECONDS = 60;

/** Every example, imported and run. */
export function testExamples(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Examples');

	const runOnNewContact = async (workflow: SavedWorkflow): Promise<Execution> => {
		await n8n.client.activate(workflow);
		try {
			hyperRep.addContact('Somebody New');
			return await waitFor(
				`"${workflow.name}" to start`,
				async () => (await n8n.client.executionsOf(workflow)).at(-1),
				{ seconds: SECONDS },
			);
		} finally {
			await n8n.client.deactivate(workflow);
		}
	};

	test.each(exampleNames())('%s has no missing node, and every node runs', async (name) => {
		const example = readExample(name);
		expect(await nodeTypes(n8n)).toEqual(expect.arrayContaining(typesOf(example)));

		const filledIn = pollOften(fillIn(example, hyperRep.choices));
		const workflow = await n8n.client.createWorkflow(filledIn);
		const execution = startsOnNewContact(workflow)
			? await runOnNewContact(workflow)
			: await n8n.client.run(workflow, 'Start', SECONDS);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect([...execution.nodesThatRan].sort()).toEqual(nodesToRun(example));
		for (const node of nodesToRun(example)) expect(execution.itemsOf(node)).not.toEqual([]);
	});
}

const typesOf = ({ nodes }: Workflow) => [...new Set(nodes.map(({ type }) => type))];

/** All but the notes. */
const nodesToRun = ({ nodes }: Workflow) =>
	nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map(({ name }) => name)
		.sort();
