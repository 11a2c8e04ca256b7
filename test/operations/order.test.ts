import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import type { Organization } from '../../dev/standIn/store';
import { resources } from '../../nodes/HyperRep/resources';
import { contactKind } from '../../nodes/HyperRep/resources/contact/kind';
import { Ordered } from '../../nodes/HyperRep/operations/Ordered';

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

describe('ordered', () => {
	const DATES = [
		'2026-04-01T00:00:00Z',
		'2026-04-01T00:00:00.000001Z',
		'yesterday',
		null,
		7,
		undefined,
	];

	/** Contacts with some of these dates, by a generator whose numbers are the same in every run. */
	function contacts(count: number, seed: number): IDataObject[] {
		let random = seed;
		return Array.from({ length: count }, (_, n) => {
			random = (random * 16807) % 2147483647;
			return { n, created_at: DATES[random % DATES.length] } as IDataObject;
		});
	}

	const take = (order: 'newest' | 'oldest', limit: number, pages: IDataObject[][]) => {
		const ordered = new Ordered(contactKind, order, limit);
		for (const page of pages) ordered.add(page);
		return ordered.take().map(({ n }) => n);
	};

	test('a long list is not sorted for each of its pages', () => {
		const sort = jest.spyOn(Array.prototype, 'sort');
		const pages = Array.from({ length: 100 }, (_, page) =>
			Array.from({ length: 100 }, (_, n) => {
				const created_at = new Date(AT / 1000 + page * 100 + n).toISOString();
				return { n: page * 100 + n, created_at };
			}),
		);
		expect(take('newest', 4_000, pages)).toEqual(
			Array.from({ length: 4_000 }, (_, n) => 9_999 - n),
		);
		expect(sort.mock.calls.length).toBeLessThan(10);
		sort.mockRestore();
	});

	const listOf = (seconds: number[]) =>
		seconds.map((second, n) => ({ n, created_at: `2026-04-01T00:00:0${second}Z` }));

	test.each([
		[[1, 1, 2, 2, 2, 3], 'oldest first'],
		[[3, 2, 2, 2, 1, 1], 'newest first'],
		[[2, 2, 2, 2, 2, 2, 2, 2, 3], 'oldest first'],
		[[3, 3, 3, 3, 3, 3, 3, 3, 2], 'newest first'],
		[[2, 2, 2, 2, 2], 'as it may be'],
	])('the newest of %j, oldest first: equal dates follow the list, which is %s', (seconds, way) => {
		const list = listOf(seconds);
		const numbers = list.map(({ n }) => n);
		const oldestFirst = way === 'newest first' ? numbers.reverse() : numbers;
		for (const limit of [1, 2, 3, 4, 20, Infinity]) {
			const ordered = new Ordered(contactKind, 'newest', limit, true);
			for (const record of [...list, { n: -1, created_at: null }]) ordered.add([record]);
			const expected = limit > list.length ? [...oldestFirst, -1] : oldestFirst.slice(-limit);
			expect(ordered.takeReversed().map(({ n }) => n)).toEqual(expected);
		}
	});

	test.each(['newest', 'oldest'] as const)(
		'%s: equal dates keep the order of the list, and what has none is last',
		(order) => {
			for (let seed = 1; seed <= 50; seed++) {
				const all = contacts(30, seed);
				const rank = ({ created_at: date }: IDataObject) => {
					const index = DATES.indexOf(date as string);
					if (index > 1) return 2;
					return order === 'oldest' ? index : 1 - index;
				};
				const expected = [...all].sort((a, b) => rank(a) - rank(b)).map(({ n }) => n);
				const pages = [all.slice(0, 7), [], all.slice(7, 8), all.slice(8, 25), all.slice(25)];
				for (const limit of [1, 2, 7, 29, 30, 31, Infinity]) {
					expect(take(order, limit, pages)).toEqual(expected.slice(0, limit));
				}
			}
		},
	);
});
