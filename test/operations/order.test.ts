import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import type { Organization } from '../../dev/standIn/store';
import { resources } from '../../nodes/HyperRep/resources';

const AT = Date.UTC(2026, 3, 1) * 1000;

const fixture = useStandIn({ order: 'none' });

/** What happens in an organization, each at a microsecond of its own, in no order. */
const MOMENTS = [5, 2, 9, 4, 7, 1];

/** A list, how something in it comes to be, and the field with its date. */
const LISTS: Array<
	[string, INodeParameters, (where: Organization, at: number) => unknown, string]
> = [
	['agent.getConversations', { agentId: '{agent}' }, addConversation, 'last_activity_at'],
	['agent.getSales', { agentId: '{agent}' }, addSale, 'created_at'],
	['auditLog.getAll', {}, addSale, 'occurred_at'],
	[
		'company.getAll',
		{},
		(where, at) => where.addCompany('Acme', null, {}, { createdAt: AT + at }),
		'created_at',
	],
	[
		'contact.getAll',
		{},
		(where, at) => where.contacts.create({ name: 'Ada' }, { createdAt: AT + at }),
		'created_at',
	],
	['contact.getConversations', { contactId: '{contact}' }, addConversation, 'last_activity_at'],
	['conversation.getAll', {}, addConversation, 'last_activity_at'],
	['message.getAll', { conversationId: '{conversation}' }, addMessage, 'sent_at'],
	['sale.getAll', {}, addSale, 'created_at'],
];

/** The number of the first record of a list. */
const first = (list: { visible(): ReadonlyArray<{ number: number }> }) =>
	list.visible()[0]?.number ?? 0;

function addConversation(where: Organization, at: number) {
	return where.addConversation(first(where.contacts), AT, {
		agent: first(where.agents),
		lastActivityAt: AT + at,
	});
}

function addSale(where: Organization, at: number) {
	return where.addSale({ owner: first(where.agents) }, { createdAt: AT + at });
}

function addMessage(where: Organization, at: number) {
	const [conversation = addConversation(where, 0)] = where.conversations.visible();
	return where.addMessage(conversation, { sentAt: AT + at });
}

const setupOf = (name: string, parameters: INodeParameters = {}) => {
	const [resource = '', operation = ''] = name.split('.');
	return fixture.setup({ resource, operation, ...parameters });
};

const list = async (name: string, parameters: INodeParameters) =>
	(await execute(setupOf(name, parameters))).map(({ json }) => json);

/** Fills a list, and gives the parameters that choose it. */
function fill(parameters: INodeParameters, add: (typeof LISTS)[number][2]): INodeParameters {
	const { organization, standIn } = fixture;
	const agent = organization.addAgent('Sam');
	const contact = organization.contacts.create({ name: 'Owner', extra: { created_at: null } });
	MOMENTS.forEach((at) => add(organization, at));
	const [conversation] = organization.conversations.visible();
	const ids = Object.entries(parameters).map(([parameter, kind]) => {
		const record = { agent, contact, conversation }[String(kind).slice(1, -1)];
		return [parameter, byId(standIn.idOf(parameter.replace('Id', ''), record as never))];
	});
	return Object.fromEntries(ids) as INodeParameters;
}

describe.each(LISTS)('%s', (name, parameters, add, field) => {
	test.each([
		['newest', [9, 7, 5]],
		['oldest', [1, 2, 4]],
	])('%s first, to the microsecond, with all pages read', async (order, expected) => {
		const chosen = fill(parameters, add);
		fixture.standIn.longestPage = 2;
		fixture.standIn.forget();
		const records = await list(name, { ...chosen, options: { order }, limit: 3 });
		const digits = records.map((record) => Number(String(record[field]).slice(-2, -1)));
		expect(digits).toEqual(expected);
		// Six, and the contact to whom all belongs.
		expect(fixture.sent()).toHaveLength(name === 'contact.getAll' ? 4 : 3);
	});
});

describe('order', () => {
	const createAll = () =>
		MOMENTS.forEach((at) => {
			fixture.organization.contacts.create({ name: `${at}` }, { createdAt: AT + at });
		});
	const names = async (parameters: INodeParameters) =>
		(await list('contact.getAll', parameters)).map(({ name }) => name);

	test('without it the list is as HyperRep has it, and no more than the limit is read', async () => {
		createAll();
		fixture.standIn.longestPage = 2;
		const listed = await names({ returnAll: true });
		for (const options of [{}, { order: '' }, { order: null as never }]) {
			fixture.standIn.forget();
			expect(await names({ options, limit: 3 })).toEqual(listed.slice(0, 3));
			expect(fixture.sent()).toHaveLength(2);
		}
	});

	test('Return All orders all of them', async () => {
		createAll();
		expect(await names({ options: { order: 'oldest' }, returnAll: true })).toEqual([
			'1',
			'2',
			'4',
			'5',
			'7',
			'9',
		]);
	});

	test('the filters count first', async () => {
		createAll();
		fixture.organization.contacts.create({ name: 'Ada' }, { createdAt: AT + 20 });
		fixture.organization.contacts.create({ name: 'Adam' }, { createdAt: AT });
		const filters = { search: 'ada' };
		expect(await names({ options: { order: 'newest' }, limit: 1, filters })).toEqual(['Ada']);
		expect(await names({ options: { order: 'oldest' }, limit: 1, filters })).toEqual(['Adam']);
	});

	test('drafts count by when they were written', async () => {
		const { organization, standIn } = fixture;
		organization.contacts.create({ name: 'Ada' });
		const conversation = organization.addConversation(1, AT);
		organization.addMessage(conversation, { subject: '2', sentAt: AT + 2 });
		organization.addDraft(conversation, { subject: '3', draftedAt: AT + 3 });
		organization.addMessage(conversation, { subject: '4', sentAt: AT + 4, draftedAt: AT + 1 });
		const messages = await list('message.getAll', {
			conversationId: byId(standIn.idOf('conversation', conversation)),
			options: { order: 'oldest' },
		});
		expect(messages.map(({ subject }) => subject)).toEqual(['2', '3', '4']);
	});

	test('anything else is refused before any request', async () => {
		const failure = await failureOf(list('contact.getAll', { options: { order: 'latest' } }));
		expect(failure.message).toBe('\'Order\' must be "newest" or "oldest", but it is "latest"');
		expect(fixture.sent()).toEqual([]);
	});

	test('is an option of every list with dates, and of no other', () => {
		const lists = resources.flatMap(({ option, operations }) =>
			operations
				.filter(({ fields }) => fields.some(({ name }) => name === 'returnAll'))
				.map((operation) => {
					const options = operation.fields.filter(({ name }) => name === 'options');
					const members = options.flatMap(({ options: own = [] }) => own.map(({ name }) => name));
					return [`${option.value}.${operation.option.value}`, members.includes('order')];
				}),
		);
		const without = lists
			.filter(([, hasOrder]) => !hasOrder)
			.map(([name]) => name)
			.sort();
		expect(without).toEqual(['agent.getAll', 'organization.getAll', 'responseDraft.getAll']);
		expect(lists.length - without.length).toBe(LISTS.length);
	});
});
