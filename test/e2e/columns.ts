import { byId } from '../../dev/n8n/locator';
import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { addRecords } from './records';
import { workflowOfRows } from './workflows';

interface MapperField {
	id: string;
	displayName: string;
}

/** Creating records from columns of the input, with n8n's mapper. */
export function testColumns(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Columns');
	const { standIn } = hyperRep;
	const organization = standIn.addOrganization('Columns');
	const { contact, company } = addRecords(organization);
	const choices = () => hyperRep.choicesIn(organization);

	/** The fields that the mapper offers in the panel. */
	const fields = async (methodName: string): Promise<MapperField[]> => {
		const { credential, organization: chosen } = choices();
		const { fields: offered } = await n8n.client.send<{ fields: MapperField[] }>(
			'POST',
			'/dynamic-node-parameters/resource-mapper-fields',
			{
				path: 'parameters.columns',
				methodName,
				nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
				currentNodeParameters: { organizationId: byId(chosen.id) },
				credentials: { hyperRepApi: { id: credential.id, name: credential.name } },
			},
		);
		return offered;
	};

	const run = async (
		rows: object[],
		operation: string,
		columns: object,
		resource = 'contact',
	): Promise<Execution> => {
		const node = {
			name: 'Mapped',
			type: NODE_TYPE,
			typeVersion: 1,
			parameters: { resource, operation, dataMode: 'columns', columns },
		};
		const workflow = fillIn(workflowOfRows(rows, [node]), choices());
		return await n8n.client.run(await n8n.client.createWorkflow(workflow), 'Start', 60);
	};

	const autoMap = async (method: string) => ({
		mappingMode: 'autoMapInputData',
		value: null,
		matchingColumns: [],
		schema: await fields(method),
	});

	test('offers the fields of a contact, custom fields included', async () => {
		expect(await fields('getContactColumns')).toEqual([
			expect.objectContaining({ id: 'name', displayName: 'Name' }),
			expect.objectContaining({ id: 'email', displayName: 'Email' }),
			expect.objectContaining({ id: 'phone_number', displayName: 'Phone Number' }),
			expect.objectContaining({ id: 'company_id', displayName: 'Company ID' }),
			expect.objectContaining({ id: 'company_role', displayName: 'Company Role' }),
			expect.objectContaining({ id: 'custom_fields.notes', displayName: 'Custom Field: notes' }),
			expect.objectContaining({ id: 'custom_fields.source', displayName: 'Custom Field: source' }),
		]);
	});

	test('contact create: Map Automatically by the names of the columns', async () => {
		const rows = [
			{ Name: 'Auto', 'E-Mail': 'x', email: 'auto@example.com', Notes: 'VIP', other: 'not sent' },
			{ Name: '', phone_number: '(513) 555-0199', source: '' },
		];
		standIn.forget();
		const execution = await run(rows, 'create', await autoMap('getContactColumns'));
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		const posted = standIn.requests.filter(({ method }) => method === 'POST');
		// The two are sent side by side, so either may arrive first.
		const bodies = posted.map(({ body }) => body as { name?: string });
		expect(bodies.sort((a, b) => (b.name ?? '').localeCompare(a.name ?? ''))).toEqual([
			{ name: 'Auto', email: 'auto@example.com', custom_fields: { notes: 'VIP' } },
			{ phone_number: '(513) 555-0199' },
		]);
		expect(execution.itemsOf('Mapped')).toMatchObject([
			{ name: 'Auto', custom_fields: { notes: 'VIP' } },
			{ phone_number: '+15135550199' },
		]);
	});

	test('contact findOrCreate: mapped below, each row by its own values', async () => {
		const columns = {
			mappingMode: 'defineBelow',
			matchingColumns: [],
			schema: await fields('getContactColumns'),
			value: {
				name: '={{ $json.first }} {{ $json.last }}',
				email: '={{ $json.mail }}',
				company_id: standIn.idOf('company', company),
				'custom_fields.notes': 'Mapped',
			},
		};
		const rows = [
			{ first: 'Ines', last: 'G.', mail: 'INES@example.com' },
			{ first: 'New', last: 'One', mail: 'new.one@example.com' },
			{ first: 'New', last: 'Again', mail: 'New.One@Example.com ' },
		];
		const execution = await run(rows, 'findOrCreate', columns);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		const created = organization.contacts.visible()[0]!;
		const shown = standIn.show(organization.contacts, created);
		expect(shown).toMatchObject({
			name: 'New One',
			email: 'new.one@example.com',
			company_id: standIn.idOf('company', company),
			custom_fields: { notes: 'Mapped' },
		});
		expect(execution.itemsOf('Mapped')).toEqual([
			{ ...standIn.show(organization.contacts, contact), was_created: false },
			{ ...shown, was_created: true },
			{ ...shown, was_created: false },
		]);
	});

	test('company create: Map Automatically', async () => {
		const columns = await autoMap('getCompanyColumns');
		const rows = [{ company: 'not a column', NAME: 'Mapped Inc.', Domain: 'mapped.example' }];
		const execution = await run(rows, 'create', columns, 'company');
		expect(execution.itemsOf('Mapped')).toMatchObject([
			{ name: 'Mapped Inc.', domain: 'mapped.example' },
		]);
	});
}
