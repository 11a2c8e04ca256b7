/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';
import { IDENTIFIERS } from '../../../dev/standIn/identifiers';
import type { StoredConversation } from '../../../dev/standIn/store';

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (kind, makeIdentifiers) => {
	const fixture = useStandIn({ identifiers: makeIdentifiers(), order: 'oldestFirst' });
	let conversations: StoredConversation[];

	beforeEach(() => {
		const { organization } = fixture;
		const agent = organization.addAgent('Sam').number;
		conversations = ['Ada', 'Ben'].map((name) => {
			const contact = organization.contacts.create({ name, email: `${name}@example.com` }).number;
			const conversation = organization.addConversation(contact, undefined, { agent });
			for (let n = 0; n < 3; n++) organization.addMessage(conversation, { subject: `${n}` });
			organization.addSale({
				owner: agent,
				contacts: [
					{ contact: organization.contacts.create({ name: 'Other' }).number, is_primary: false },
					{ contact, is_primary: true },
				],
			});
			return conversation;
		});
		organization.addSale({ owner: agent });
	});

	const idOf = (name: string, record?: { number: number }) =>
		byId(fixture.standIn.idOf(name, record ?? { number: 0 }));

	const run = async (
		name: string,
		parameters: INodeParameters = {},
		items: IDataObject[] = [{}],
		options: INodeParameters = { includeContact: true },
	) => {
		const [resource = '', operation = ''] = name.split('.');
		const setup = fixture.setup({ resource, operation, options, ...parameters });
		fixture.standIn.forget();
		return (await execute({ ...setup, items })).map(({ json }) => json);
	};

	const requests = (path: RegExp) => fixture.sent().filter((each) => path.test(each.path)).length;
	const CONTACTS = /\/contacts\//;
	const CONVERSATIONS = /\/conversations\/[^/]+$/;
	const namesOf = (records: IDataObject[]) =>
		records.map(({ contact }) => (contact as IDataObject | null)?.name ?? contact);

	test('a conversation has its contact, in every operation', async () => {
		const agentId = idOf('agent', fixture.organization.agents.visible()[0]);
		expect(namesOf(await run('conversation.getAll'))).toEqual(['Ada', 'Ben']);
		expect(requests(CONTACTS)).toBe(2);
		expect(namesOf(await run('agent.getConversations', { agentId }))).toEqual(['Ada', 'Ben']);
		const conversationId = idOf('conversation', conversations[1]);
		expect(namesOf(await run('conversation.get', { conversationId }))).toEqual(['Ben']);
		expect(requests(CONTACTS)).toBe(1);
	});

	test('a sale has its primary contact, else its first, in every operation', async () => {
		const { sales, agents } = fixture.organization;
		const expected = ['Ada', 'Ben', null];
		expect(namesOf(await run('sale.getAll'))).toEqual(expected);
		const agentId = idOf('agent', agents.visible()[0]);
		expect(namesOf(await run('agent.getSales', { agentId }))).toEqual(expected);
		const saleId = idOf('sale', sales.visible()[0]);
		expect(namesOf(await run('sale.get', { saleId }))).toEqual(['Ada']);
		const contact = fixture.organization.contacts.visible().at(-1)!.number;
		const first = fixture.organization.addSale({ contacts: [{ contact, is_primary: false }] });
		expect(namesOf(await run('sale.get', { saleId: idOf('sale', first) }))).toEqual(['Other']);
	});

	test('messages have the contact of their conversation, read once for all of them', async () => {
		const items = [0, 1, 0, 1, 1].map((n) => ({
			id: fixture.standIn.idOf('conversation', conversations[n]!),
		}));
		const ids = new Set(items.map(({ id }) => id)).size;
		const records = await run('message.getAll', { conversationId: byId('={{ $json.id }}') }, items);
		expect(namesOf(records)).toEqual(
			['Ada', 'Ben', 'Ada', 'Ben', 'Ben'].flatMap((name) => [name, name, name]),
		);
		expect(requests(CONVERSATIONS)).toBe(ids);
		expect(requests(CONTACTS)).toBe(kind === 're-encoded' ? ids : 2);
		const [message] = fixture.organization.messages.visible();
		const conversationId = idOf('conversation', conversations[0]);
		const messageId = idOf('message', message);
		expect(namesOf(await run('message.get', { conversationId, messageId }))).toEqual(['Ada']);
		expect(fixture.sent()).toHaveLength(3);
	});

	test('the contact is what HyperRep says of it, and nothing else is changed', async () => {
		const conversationId = idOf('conversation', conversations[0]);
		const [record] = await run('conversation.get', { conversationId });
		const { contact, ...rest } = record!;
		const decode = (id: unknown) => fixture.standIn.identifiers.decode(String(id))?.number;
		const ada = fixture.organization.contacts.visible()[0]!;
		const shown = fixture.standIn.show(fixture.organization.contacts, ada);
		const { contact_id: id, ...fields } = contact as IDataObject;
		expect(fields).toEqual({ ...shown, contact_id: undefined });
		expect(decode(id)).toBe(ada.number);
		const [plain] = await run('conversation.get', { conversationId }, [{}], {});
		expect(Object.keys(rest)).toEqual(Object.keys(plain!));
		expect(requests(CONTACTS)).toBe(0);
	});
});

describe('include contact', () => {
	const fixture = useStandIn();
	const setupOf = (resource: string, operation: string, parameters: INodeParameters = {}) =>
		fixture.setup({ resource, operation, options: { includeContact: true }, ...parameters });

	test('500 messages of 40 conversations cost 40 conversations and 40 contacts', async () => {
		const { organization, standIn } = fixture;
		const items = Array.from({ length: 40 }, (_, n) => {
			const contact = organization.contacts.create({ name: `${n}` });
			const conversation = organization.addConversation(contact.number);
			for (let m = 0; m < (n < 20 ? 13 : 12); m++) organization.addMessage(conversation);
			return { id: standIn.idOf('conversation', conversation) };
		});
		const parameters = { conversationId: byId('={{ $json.id }}'), returnAll: true };
		const output = await execute({ ...setupOf('message', 'getAll', parameters), items });
		expect(output).toHaveLength(500);
		expect(output.every(({ json }) => json.contact !== null)).toBe(true);
		expect(fixture.sent()).toHaveLength(40 + 40 + 40);
	});

	test('many items read no more than 16 contacts at a time together', async () => {
		const { organization, standIn } = fixture;
		const items = Array.from({ length: 20 }, (_, n) => {
			const agent = organization.addAgent(`Agent ${n}`).number;
			for (let m = 0; m < 10; m++) {
				const { number } = organization.contacts.create({ name: 'Ada' });
				organization.addConversation(number, undefined, { agent });
			}
			return { id: standIn.idOf('agent', { number: agent }) };
		});
		let [reading, most] = [0, 0];
		const act = async () => {
			most = Math.max(most, ++reading);
			for (let n = 0; n < 50; n++) await nextTurn();
			reading--;
		};
		const matches = ({ path }: { path: string }) => path.includes('/contacts/');
		standIn.faults.add({ fault: { kind: 'meanwhile', act }, matches });
		const setup = setupOf('agent', 'getConversations', { agentId: byId('={{ $json.id }}') });
		expect(await execute({ ...setup, items })).toHaveLength(200);
		expect(most).toBeLessThanOrEqual(16);
	});

	test('an empty list reads nobody', async () => {
		expect(await execute(setupOf('conversation', 'getAll'))).toEqual([]);
		expect(fixture.sent()).toHaveLength(1);
	});

	test('items never share a contact', async () => {
		const { organization } = fixture;
		const contact = organization.contacts.create({ custom_fields: { a: 1 } });
		organization.addConversation(contact.number);
		organization.addConversation(contact.number);
		const [first, second] = (await execute(setupOf('conversation', 'getAll'))).map(
			({ json }) => json.contact as { custom_fields: object },
		);
		expect(first).toEqual(second);
		expect(first).not.toBe(second);
		expect(first?.custom_fields).not.toBe(second?.custom_fields);
		expect(fixture.sent()).toHaveLength(2);
	});

	test.each([
		[404, '{"detail": "Contact not found"}'],
		[410, '{"detail": "Contact deleted"}'],
		[400, '{"detail": "Invalid contact_id"}'],
		[400, '{"detail": "Bad request"}'],
	])(
		'a contact that HyperRep does not have (%d) is null, and blocks nobody',
		async (status, body) => {
			const { organization, standIn } = fixture;
			for (const name of ['Ada', 'Ben']) {
				organization.addConversation(organization.contacts.create({ name }).number);
			}
			const fault = { kind: 'status', status, body, type: 'application/json' } as const;
			standIn.faults.add({ fault, times: 1, matches: ({ path }) => path.includes('/contacts/') });
			const output = await execute(setupOf('conversation', 'getAll'));
			expect(output.filter(({ json }) => json.contact === null)).toHaveLength(1);
			expect(output).toHaveLength(2);
		},
	);

	test.each([null, '', '..', '\ud800', {}])('what is no ID (%j) is nobody', async (id) => {
		fixture.organization.addConversation(1, undefined, { extra: { contact_id: id } });
		const [record] = await execute(setupOf('conversation', 'getAll'));
		expect(record?.json.contact).toBeNull();
		expect(fixture.sent()).toHaveLength(1);
	});

	test.each([
		[404, '<html>Not found</html>', 'text/html'],
		[400, '<html>Bad request</html>', 'text/html'],
		[400, '{"detail": "Invalid organization_id"}', 'application/json'],
		[403, '{"detail": "API Key has expired"}', 'application/json'],
		[422, '{"detail": "Unprocessable"}', 'application/json'],
	])('where HyperRep fails otherwise (%d), the item fails', async (status, body, type) => {
		const { organization, standIn } = fixture;
		organization.addConversation(organization.contacts.create({ name: 'Ada' }).number);
		const fault = { kind: 'status', status, body, type } as const;
		standIn.faults.add({ fault, matches: ({ path }) => path.includes('/contacts/') });
		const failure = await failureOf(execute(setupOf('conversation', 'getAll')));
		expect(failure.message).toMatch(/^Could not get the contact to include: /);
		expect(failure.httpCode).toBe(String(status));
	});

	test('a conversation that is gone since has nobody', async () => {
		const { organization, standIn } = fixture;
		const conversation = organization.addConversation(1);
		organization.addMessage(conversation);
		const fault = {
			kind: 'status',
			status: 404,
			body: '{"detail": "Conversation not found"}',
			type: 'application/json',
		} as const;
		standIn.faults.add({ fault, matches: ({ path }) => /conversations\/[^/]+$/.test(path) });
		const conversationId = byId(standIn.idOf('conversation', conversation));
		const [record] = await execute(setupOf('message', 'getAll', { conversationId }));
		expect(record?.json.contact).toBeNull();
	});
});
