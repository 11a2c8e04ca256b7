import { NODE_TYPE, TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import { waitFor } from '../../dev/realN8n/watch';
import { resources } from '../../nodes/HyperRep/resources';
import { events } from '../../nodes/HyperRep/trigger/events';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { keepPanel, panelPicture } from './pictures';
import { useEditor } from './useEditor';
import { workflowOf, workflowOfRows } from './workflows';

/** Where a parameter stands in the panel; those of one operation stand between. */
const ORDER = [
	...['resource', 'operation', 'organizationId', 'id', 'own', 'returnAll', 'limit', 'simplify'],
];
const LAST = ['filters', 'additionalFields', 'options'];
const TALL = { width: 1280, height: 1400 };

/** The panel of every operation and every event, as a person walks through them. */
export function testPanels(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Panels');
	const browsing = useEditor(n8n);
	const small = hyperRep.standIn.addOrganization('Harbor Dental');
	small.contacts.create({ name: 'Only One' });

	beforeAll(async () => await browsing.page.setViewportSize(TALL));

	/** Opens the panel of one node. */
	const open = async (parameters: Record<string, unknown>, type = NODE_TYPE) => {
		const node = { name: 'HyperRep', type, typeVersion: 1, parameters };
		const workflow = fillIn(workflowOf(node), hyperRep.choices);
		const { id } = await n8n.client.createWorkflow(workflow);
		await browsing.editor.openWorkflow(id);
		await browsing.editor.openPanel('HyperRep');
	};

	describe('the parameters of each operation stand in order, and none is clipped', () => {
		beforeAll(async () => await open({}));

		test.each(resources.map(({ option, operations }) => [option.name, operations] as const))(
			'%s',
			async (resource, operations) => {
				const { editor, page } = browsing;
				await editor.choose('resource', resource);
				for (const { option, needsOrganization } of operations) {
					await editor.choose('operation', option.name);
					const isChosen = async () =>
						(await editor.chosen('operation')) === option.name ? true : undefined;
					await waitFor(`the panel of "${option.name}"`, isChosen, { seconds: 10 });
					await keepPanel(page, `${resource} - ${option.name}`);
					const shown = await editor.shownParameters();
					expect(shown.includes('organizationId')).toBe(needsOrganization);
					const ranks = shown.map(rankOf);
					expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
					expect(await editor.clippedTexts()).toEqual([]);
				}
			},
		);
	});

	test('the parameters of each event', async () => {
		const { editor, page } = browsing;
		await open({ startFrom: 'date' }, TRIGGER_TYPE);
		for (const { name, value, parameters } of events) {
			await editor.choose('event', name);
			const own = Object.values(parameters).flatMap(({ fields }) => fields.map((one) => one.name));
			const expected = ['event', 'organizationId', 'startFrom', 'startDate', ...own, 'options'];
			const isShown = async () => {
				const shown = (await editor.shownParameters()).filter((one) => expected.includes(one));
				return shown.join() === expected.join() ? true : undefined;
			};
			await waitFor(`the panel of "${name}"`, isShown, { seconds: 10 });
			await keepPanel(page, `Trigger - ${value}`);
			expect(await editor.clippedTexts()).toEqual([]);
		}
	});

	test('the node creator finds the node by the words of those who search', async () => {
		const { editor, page } = browsing;
		await editor.openNewWorkflow();
		await editor.openNodeCreator();
		for (const text of ['new lead', 'contact', 'sms', 'inbox', 'reply to', 'hyper rep', 'crm']) {
			const found = editor.found();
			await editor.search('no node is called like this');
			await found.filter({ hasText: 'HyperRep' }).waitFor({ state: 'hidden' });
			await editor.search(text);
			await found.filter({ hasText: 'HyperRep' }).first().waitFor();
			await page.screenshot({ path: panelPicture(`Found by ${text}`) });
		}
	});

	test('another organization clears the contact, and its list has the contacts of that one', async () => {
		const { editor, page } = browsing;
		const contact = hyperRep.organization.contacts.visible()[0]!;
		const value = hyperRep.standIn.idOf('contact', contact);
		const contactId = { __rl: true, mode: 'list', value, cachedResultName: 'Chosen' };
		await open({ resource: 'contact', operation: 'get', contactId });
		expect(await editor.locator('contactId').inputValue()).toBe('Chosen');
		await editor.chooseFromList('organizationId', small.name);
		const isCleared = async () =>
			(await editor.locator('contactId').inputValue()) === '' ? true : undefined;
		await waitFor('the contact to be cleared', isCleared, { seconds: 10 });
		await editor.locator('contactId').click();
		await page.getByTestId('rlc-item').filter({ hasText: 'Only One' }).waitFor();
		expect(await page.getByTestId('rlc-item').count()).toBe(1);
	});

	test('the list of messages says that a conversation comes first', async () => {
		const { editor, page } = browsing;
		await open({ resource: 'message', operation: 'get' });
		await editor.locator('messageId').click();
		await page.getByText('Choose a conversation first').waitFor();
		await keepPanel(page, 'Message - without a conversation');
	});

	test('a search in a long list says how far it got, and choosing that chooses nothing', async () => {
		const { editor, page } = browsing;
		const { standIn } = hyperRep;
		standIn.longestPage = 10;
		standIn.latency = 200;
		try {
			await open({ resource: 'contact', operation: 'get' });
			await editor.searchList('contactId', 'nobody has this name');
			const told = page.getByText(
				/^\s*Searched [\d,]+ contacts\. Keep typing, or use the ID\.\s*$/,
			);
			await told.waitFor();
			await keepPanel(page, 'Contact - Searched');
			await told.click();
			expect(await editor.locator('contactId').inputValue()).toBe('');
		} finally {
			standIn.longestPage = 500;
			standIn.latency = 0;
		}
	});

	test('mapping each column by hand begins with all fields', async () => {
		const { editor, page } = browsing;
		await open({ resource: 'contact', operation: 'create', dataMode: 'columns' });
		await page.getByTestId('mapping-mode-select').click();
		await page.getByRole('option').filter({ hasText: 'Map Each Column Manually' }).click();
		const labels = [
			'Name',
			'Email',
			'Phone Number',
			'Company ID',
			'Company Role',
			'Custom Field: notes',
		];
		for (const label of labels) await editor.panel().getByText(label, { exact: true }).waitFor();
		await keepPanel(page, 'Contact - Map Each Column Manually');
	});

	test('columns of the input fill a contact, also those that are custom fields', async () => {
		const { editor, page } = browsing;
		const rows = [{ name: 'Columns', email: 'columns@example.com', Notes: 'Mapped', other: 1 }];
		const create = {
			name: 'Create',
			type: NODE_TYPE,
			typeVersion: 1,
			parameters: { resource: 'contact', operation: 'create' },
		};
		const workflow = fillIn(workflowOfRows(rows, [create]), hyperRep.choices);
		const { id } = await n8n.client.createWorkflow(workflow);
		await editor.openWorkflow(id);
		await editor.openPanel('Rows');
		await editor.execute();
		await editor.closePanel();
		await editor.openPanel('Create');
		const fields = page.waitForResponse(/resource-mapper-fields/);
		await editor.choose('dataMode', 'Map Columns');
		await (await fields).finished();
		await page.getByTestId('mapping-mode-select').waitFor();
		await keepPanel(page, 'Contact - Map Automatically');
		// Somebody who looks at the panel; at once, n8n would not have the custom fields yet.
		await editor.closePanel();
		await editor.openPanel('Create');
		await editor.execute();
		const created = hyperRep.organization.contacts.visible()[0]!;
		expect(hyperRep.standIn.show(hyperRep.organization.contacts, created)).toMatchObject({
			name: 'Columns',
			email: 'columns@example.com',
			custom_fields: { notes: 'Mapped' },
		});
	});
}

/** The place of a parameter's kind. */
function rankOf(name: string): number {
	const last = LAST.indexOf(name);
	if (last !== -1) return ORDER.length + last;
	const place = ORDER.indexOf(name);
	if (place !== -1) return place;
	return ORDER.indexOf(name.endsWith('Id') ? 'id' : 'own');
}
