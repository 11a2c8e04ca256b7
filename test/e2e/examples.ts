import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { exampleNames, fillIn, readExample } from '../../dev/realN8n/examples';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { Organization } from '../../dev/standIn/store';
import { descriptionOf, importedParameters, parameterIssues } from './exampleParameters';
import { eventOf, readyExample, runExample, runOnNews, startedWith, triggerOf } from './exampleRun';
import { useHyperRep } from './hyperRep';
import { nodeDescriptions } from './knownTypes';
import type { N8nUnderTest } from './n8nUnderTest';
import { chooseOutside } from './outsideNodes';
import { useModel } from './useModel';

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

	const { model, chooseModel } = useModel(n8n);

	// The agent that answers in a chat has tests of its own.
	test.each(exampleNames().filter((name) => name !== 'ai-agent'))(
		'%s runs, every node of it',
		async (name) => {
			model.willAlwaysAnswer(() => ({ text: 'Thank you for your message.' }));
			const { organization, choices } = hyperRep;
			const contact = organization.contacts.visible()[0]!;
			organization.addMessage(organization.addConversation(contact.number));
			const example = startedWith(chooseModel(readyExample(name, choices)), FORM);
			const pinned =
				triggerOf(example).type === FORM_TRIGGER ? example : { ...example, pinData: {} };
			const workflow = await n8n.client.createWorkflow(pinned);
			const event = eventOf(workflow);
			const execution =
				event === undefined
					? await runExample(n8n, workflow)
					: await runOnNews(n8n, workflow, () => happen(event, organization));
			expect(execution).toMatchObject({ error: undefined, status: 'success' });
			const nodes = nodesToRun(readExample(name));
			expect([...execution.nodesThatRan].sort()).toEqual(namesOf(nodes));
			// A model puts out no items.
			for (const node of namesOf(nodes.filter(({ type }) => !type.includes('.lmChat')))) {
				expect({ [node]: execution.itemsOf(node) }).not.toEqual({ [node]: [] });
			}
		},
	);
}

const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';
/** What somebody enters in the form of an example. */
const FORM = {
	Name: 'Diana Prince',
	Email: 'diana@example.com',
	Phone: '+14155550199',
	Company: 'Themyscira Roofing',
	Message: 'Hello!',
};

/** Lets something happen that starts a workflow with this event. */
function happen(event: unknown, organization: Organization): void {
	const contact = organization.contacts.create({ name: 'Somebody New' });
	organization.addMessage(organization.addConversation(contact.number), { content: 'Hello!' });
	organization.changeSaleStatus(organization.addSale(), 'Accepted');
	const events = ['contactCreated', 'messageReceived', 'saleCreated', 'saleStatusChanged'];
	expect(events).toContain(event);
}

/** All but the notes, and the triggers beside the one that starts it. */
const nodesToRun = (workflow: Workflow) =>
	workflow.nodes.filter(
		({ name, type }) =>
			type !== 'n8n-nodes-base.stickyNote' &&
			(type !== TRIGGER_TYPE || name === triggerOf(workflow).name),
	);

const namesOf = (nodes: Workflow['nodes']) => nodes.map(({ name }) => name).sort();
