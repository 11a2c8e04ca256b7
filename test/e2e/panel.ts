import { NODE_TYPE, TOOL_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import { waitFor } from '../../dev/realN8n/watch';
import type { Workflow } from '../../dev/realN8n/workflow';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { useEditor } from './useEditor';
import { workflowOfRows } from './workflows';

const HINT = /No parameter uses the input items/;

/** What the panel of the action node offers and warns of. */
export function testPanel(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Panel');
	const browsing = useEditor(n8n);

	const open = async (workflow: Workflow) => {
		const { id } = await n8n.client.createWorkflow(fillIn(workflow, hyperRep.choices));
		await browsing.editor.openWorkflow(id);
	};

	test('several rows that no parameter uses are warned of', async () => {
		const { editor } = browsing;
		await open(
			threeRowsTo({ name: 'Somebody', email: '={{ $json.email }}' }, { name: 'Somebody' }),
		);
		await editor.openPanel('Rows');
		await editor.execute();
		await editor.closePanel();
		await editor.openPanel('Second');
		await editor.hints().filter({ hasText: HINT }).waitFor();
		await editor.closePanel();
		await editor.openPanel('First');
		await editor.output().getByText('No output data').waitFor();
		expect(await editor.hints().filter({ hasText: HINT }).count()).toBe(0);
	});

	test('a custom field is chosen from those that contacts have, or typed', async () => {
		const { editor } = browsing;
		const row = { name: { __rl: true, mode: 'list', value: '' }, value: 'Seen in the panel' };
		const customFields = { field: [row] };
		await open(threeRowsTo({ name: 'Panel', additionalFields: { customFields } }, {}));
		await editor.openPanel('First');
		await editor.chooseFromList('name', 'notes');
		expect(await editor.locator('name').inputValue()).toBe('notes');
		await editor.chooseMode('name', 'By Name');
		await editor.locator('name').fill('panel_test');
		await editor.closePanel();
		await editor.openPanel('First');
		// The editor takes a typed value over a moment later; what it shows now is what it will send.
		const isTakenOver = async () =>
			(await editor.locator('name').inputValue()) === 'panel_test' ? true : undefined;
		await waitFor('the typed name', isTakenOver, { seconds: 10 });
		await editor.execute();
		const created = hyperRep.organization.contacts.visible()[0]!;
		expect(hyperRep.standIn.show(hyperRep.organization.contacts, created)).toMatchObject({
			name: 'Panel',
			custom_fields: { panel_test: 'Seen in the panel' },
		});
	});

	test('as a tool, each parameter can be left to the model', async () => {
		const { editor, page } = browsing;
		await open(asTool(creation()));
		await editor.openPanel('Contacts');
		const left = page.getByTestId('from-ai-override-button');
		await left.nth(8).waitFor();
		// Organization, three to reach somebody by, five fields more, and an option.
		expect(await left.count()).toBe(10);
	});

	test('as a tool, whether a draft is sent now is never left to the model', async () => {
		const { editor, page } = browsing;
		await open(asTool({ resource: 'messageDraft', operation: 'create' }));
		await editor.openPanel('Contacts');
		const left = (parameter: string) =>
			page
				.getByTestId('parameter-item')
				.filter({ has: page.getByTestId(`parameter-input-${parameter}`) })
				.getByTestId('from-ai-override-button');
		await left('bodyHtml').waitFor();
		expect(await left('sendNow').count()).toBe(0);
	});
}

/** A workflow of three rows, and two nodes that create contacts of them. */
function threeRowsTo(first: Record<string, unknown>, second: Record<string, unknown>): Workflow {
	const rows = [1, 2, 3].map((n) => ({ email: `row${n}@example.com` }));
	const create = (name: string, parameters: object) => ({
		name,
		type: NODE_TYPE,
		typeVersion: 1,
		parameters: { resource: 'contact', operation: 'create', ...parameters },
	});
	return workflowOfRows(rows, [create('First', first), create('Second', second)]);
}

/** Create of a contact, with all its fields and options added. */
function creation(): Record<string, unknown> {
	const empty = { __rl: true, mode: 'list', value: '' };
	return {
		resource: 'contact',
		operation: 'create',
		additionalFields: {
			companyId: empty,
			companyRole: '',
			customFields: { field: [{ name: empty, value: '' }] },
			customFieldsJson: '{}',
		},
		options: { maxConcurrency: 1 },
	};
}

/** The node as the tool of an agent. */
function asTool(parameters: Record<string, unknown>): Workflow {
	return {
		name: 'Tool',
		nodes: [
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2,
				position: [0, 0],
				parameters: { options: {} },
			},
			{
				name: 'Contacts',
				type: TOOL_TYPE,
				typeVersion: 1,
				position: [0, 240],
				parameters,
			},
		],
		connections: { Contacts: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
