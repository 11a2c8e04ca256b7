import { exampleNames, fillIn, readExample } from '../../dev/realN8n/examples';
import type { Workflow } from '../../dev/realN8n/workflow';
import { descriptionOf, importedParameters, parameterIssues } from './exampleParameters';
import { runExample, runOnNewContacts, saveExample, startsOnNewContact } from './exampleRun';
import { useHyperRep } from './hyperRep';
import { nodeDescriptions } from './knownTypes';
import type { N8nUnderTest } from './n8nUnderTest';
import { chooseOutside } from './outsideNodes';

/** Every example, imported and run. What comes out of them is tested elsewhere. */
export function testExamples(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Examples');

	test.each(exampleNames())('%s has nodes and parameters that n8n knows', async (name) => {
		const descriptions = await nodeDescriptions(n8n);
		for (const node of chooseOutside(fillIn(readExample(name), hyperRep.choices)).nodes) {
			const description = descriptionOf(node, descriptions);
			expect({ [node.name]: description }).toEqual({ [node.name]: expect.anything() });
			expect({ [node.name]: importedParameters(node, description!) }).toMatchObject({
				[node.name]: node.parameters,
			});
			expect({ [node.name]: parameterIssues(node, description!) }).toEqual({ [node.name]: {} });
		}
	});

	test.each(exampleNames())('%s leaves what is chosen to the user', (name) => {
		for (const node of readExample(name).nodes) {
			expect(node).not.toHaveProperty('credentials');
			if (!node.type.startsWith('n8n-nodes-hyperrep.')) continue;
			expect(node.parameters.organizationId).toEqual({ __rl: true, mode: 'list', value: '' });
		}
	});

	// It has a test of its own, with a model.
	const withoutModel = exampleNames().filter((name) => name !== 'ai-agent');
	test.each(withoutModel)('%s runs, every node of it', async (name) => {
		const workflow = await saveExample(n8n, name, hyperRep.choices);
		const execution = startsOnNewContact(workflow)
			? await runOnNewContacts(n8n, workflow, () => hyperRep.addContact('Somebody New'))
			: await runExample(n8n, workflow);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		const nodes = nodesToRun(readExample(name));
		expect([...execution.nodesThatRan].sort()).toEqual(nodes);
		for (const node of nodes) expect(execution.itemsOf(node)).not.toEqual([]);
	});
}

/** All but the notes. */
const nodesToRun = ({ nodes }: Workflow) =>
	nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map(({ name }) => name)
		.sort();
