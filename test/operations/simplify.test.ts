import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { simplifyMessage } from '../../nodes/HyperRep/resources/message/simplifyMessage';
import { simplifySale } from '../../nodes/HyperRep/resources/sale/simplifySale';

describe('simplify', () => {
	const fixture = useStandIn();
	const AT = Date.UTC(2026, 3, 1) * 1000;

	const run = async (name: string, parameters: INodeParameters) => {
		const [resource = '', operation = ''] = name.split('.');
		return (await execute(fixture.setup({ resource, operation, ...parameters }))).map(
			({ json }) => json,
		);
	};

	test('a message says who wrote what', async () => {
		const { organization, standIn } = fixture;
		const ada = organization.contacts.create({ name: 'Ada' });
		const conversation = organization.addConversation(ada.number);
		const agent = organization.addAgent('Sam');
		const message = organization.addMessage(conversation, {
			subject: 'Your roof',
			content: '<p>1 &lt; 2</p>',
			message_direction: 'sent',
			sentAt: AT,
			agent: agent.number,
		});
		const conversationId = byId(standIn.idOf('conversation', conversation));
		const simple = {
			message_id: standIn.idOf('message', message),
			conversation_id: standIn.idOf('conversation', conversation),
			sent_at: '2026-04-01T00:00:00Z',
			direction: 'sent',
			modality: 'email',
			subject: 'Your roof',
			text: '1 < 2',
			agent_id: standIn.idOf('agent', agent),
		};
		const messageId = byId(simple.message_id);
		const parameters = { conversationId, messageId, simplify: true };
		expect(await run('message.get', parameters)).toEqual([simple]);
		expect(await run('message.getAll', parameters)).toEqual([simple]);
		const options = { includeContact: true };
		expect(await run('message.getAll', { ...parameters, options })).toEqual([
			{ ...simple, contact: standIn.show(organization.contacts, ada) },
		]);
		const shown = standIn.show(organization.messages, message);
		expect(await run('message.getAll', { ...parameters, simplify: false })).toEqual([shown]);
	});

	test('a sale names its customer and its products', async () => {
		const { organization, standIn } = fixture;
		const agent = organization.addAgent('Sam').number;
		const ada = organization.contacts.create({ name: 'Ada' });
		const sale = organization.addSale(
			{
				label: 'Accepted',
				owner: agent,
				company: organization.addCompany('Acme').number,
				contacts: [{ contact: ada.number, is_primary: true }],
				price: '2400.00',
			},
			{ createdAt: AT },
		);
		const shown = standIn.show(organization.sales, sale) as IDataObject;
		const simple = {
			sale_id: shown.sale_id,
			status: 'Accepted',
			total_price: '2400.00',
			currency: 'USD',
			products: '1 × Roof inspection (2400.00)',
			company_id: shown.company_id,
			owner_id: shown.owner_id,
			contact_id: standIn.idOf('contact', ada),
			created_at: '2026-04-01T00:00:00Z',
			last_activity_at: shown.last_activity_at,
		};
		const saleId = byId(String(shown.sale_id));
		const agentId = byId(String(shown.owner_id));
		expect(await run('sale.get', { saleId, simplify: true })).toEqual([simple]);
		expect(await run('sale.getAll', { simplify: true })).toEqual([simple]);
		expect(await run('agent.getSales', { agentId, simplify: true })).toEqual([simple]);
		const options = { includeContact: true };
		expect(await run('sale.getAll', { simplify: true, options })).toEqual([
			{ ...simple, contact: standIn.show(organization.contacts, ada) },
		]);
		expect(await run('sale.getAll', {})).toEqual([shown]);
	});
});

const FIELDS = {
	message: 'message_id conversation_id sent_at direction modality subject text agent_id'.split(' '),
	sale: 'sale_id status total_price currency products company_id owner_id contact_id created_at last_activity_at'.split(
		' ',
	),
};

test.each([
	['nothing', {}],
	[
		'nulls',
		{ quote_details: null, current_status: null, associated_contacts: null, content: null },
	],
	['odd types', { quote_details: 'x', current_status: 7, associated_contacts: [null, 'x'] }],
	[
		'fields that hold others',
		{
			current_status: { label: { en: 'Won' } },
			quote_details: { output: { total_price: { amount: 5 }, currency: ['USD'] } },
			subject: { text: 'Hi' },
			modality: ['email'],
		},
	],
	['other odd types', { quote_details: { output: [], arguments: { products: 'x' } } }],
])('a record of %s has all fields, none of which holds others', (_, record) => {
	for (const [name, simple] of [
		['message', simplifyMessage(record as IDataObject)],
		['sale', simplifySale(record as IDataObject)],
	] as const) {
		expect(Object.keys(simple)).toEqual(FIELDS[name]);
		for (const value of Object.values(simple)) {
			expect(value === null || ['string', 'number'].includes(typeof value)).toBe(true);
		}
	}
});

test.each<[string, unknown, string]>([
	[
		'several',
		[
			{ quantity: 2, unit_price: '1200.00', product_name: 'Roof' },
			{ quantity: '1.5', unit_price: 10, product_name: 'Hours' },
		],
		'2 × Roof (1200.00)\n1.5 × Hours (10)',
	],
	[
		'parts that are missing',
		[{ product_name: 'Roof' }, { quantity: 0, product_name: 'Free' }],
		'Roof\n0 × Free',
	],
	[
		'names alone, and in several lines',
		['Roof', { product_name: 'Tiles,\nred' }],
		'Roof\nTiles, red',
	],
	['none', [], ''],
	['what is none', [null, 7, {}], ''],
])('products: %s', (_, products, text) => {
	const quote = { arguments: { products } } as IDataObject;
	expect(simplifySale({ quote_details: quote }).products).toBe(text);
});

test('what the nodes add stays, and a conversation is left to its ID', () => {
	const added = { contact: { name: 'Ada' }, status_change: { from: 'a', to: 'b' } };
	const message = { ...added, conversation: { folder: 'inbox' }, conversation_id: 'c' };
	expect(simplifyMessage(message)).toMatchObject({ ...added, conversation_id: 'c' });
	expect(simplifyMessage(message)).not.toHaveProperty('conversation');
	expect(simplifySale(added)).toMatchObject(added);
});
