import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { loadColumns, searchList } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import type { StoredConversation } from '../../dev/standIn/store';
import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';

const AT = Date.UTC(2026, 2, 1, 12) * 1000;
const HOUR = 3_600_000_000;

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (_, makeIdentifiers) => {
	const fixture = useStandIn({ identifiers: makeIdentifiers(), order: 'oldestFirst' });
	let conversation: StoredConversation;

	beforeEach(() => {
		const { organization } = fixture;
		organization.addAgent('Zoë Seller', { email: 'zoe@example.com' });
		organization.addAgent('Sam');
		organization.addCompany('Acme', 'acme.example', {}, { createdAt: AT });
		organization.addCompany('Blue', null, {}, { createdAt: AT });
		conversation = organization.addConversation(1, AT, { folder: 'inbox', isRead: false });
		organization.addConversation(1, AT + HOUR, {
			folder: 'sales-follow-up',
			lastActivityAt: AT + 2 * HOUR,
		});
		organization.addMessage(conversation, { subject: 'Your roof', sentAt: AT });
		organization.addMessage(conversation, {
			message_direction: 'sent',
			content:
				'<p>Hello <b>Ada</b>,</p>\n<p>thank you for your message about the roof of the house.</p>',
			sentAt: AT + HOUR,
		});
		organization.addDraft(conversation, { content: null, draftedAt: AT + 2 * HOUR });
		const [, later] = organization.conversations.visible();
		if (later !== undefined)
			organization.addMessage(later, { modality: 'call', sentAt: AT + 2 * HOUR });
		organization.addSale({ label: 'Accepted' }, { createdAt: AT });
		organization.addSale(
			{ label: 'Lost', quote_details: { output: 'none' }, extra: { current_status: null } },
			{ createdAt: AT + HOUR },
		);
	});

	const search = async (method: string, filter?: string, parameters: INodeParameters = {}) =>
		await searchList({ ...fixture.setup(parameters), method, filter, timezone: 'Europe/Berlin' });
	const names = async (...given: Parameters<typeof search>) =>
		(await search(...given)).results.map(({ name }) => name);
	const ofConversation = () => ({
		conversationId: byId(fixture.standIn.idOf('conversation', conversation)),
	});

	test.each<[string, string | undefined, string[]]>([
		['searchAgents', undefined, ['Zoë Seller (zoe@example.com)', 'Sam']],
		['searchAgents', 'zoe seller', ['Zoë Seller (zoe@example.com)']],
		['searchAgents', 'EXAMPLE', ['Zoë Seller (zoe@example.com)']],
		['searchCompanies', undefined, ['Acme (acme.example)', 'Blue (2026-03-01 13:00:00)']],
		['searchCompanies', 'blu', ['Blue (2026-03-01 13:00:00)']],
		[
			'searchConversations',
			undefined,
			['2026-03-01 14:00:00 (inbox, unread)', '2026-03-01 15:00:00 (sales-follow-up)'],
		],
		['searchConversations', 'follow 03-01', ['2026-03-01 15:00:00 (sales-follow-up)']],
		[
			'searchMessages',
			undefined,
			[
				'2026-03-01 13:00:00 (received) Your roof',
				'2026-03-01 14:00:00 (sent) Hello Ada, thank you for your message about the roof of the …',
				'2026-03-01 15:00:00 (sent)',
			],
		],
		['searchMessages', 'your ROOF received', ['2026-03-01 13:00:00 (received) Your roof']],
		[
			'searchSales',
			undefined,
			['Accepted (1200.00 USD, 2026-03-01 13:00:00)', '2026-03-01 14:00:00'],
		],
		['searchFolders', undefined, ['inbox', 'sales-follow-up']],
		['searchModalities', undefined, ['call', 'email']],
		['searchSaleStatuses', undefined, ['Accepted']],
		['searchSales', 'accepted 1200', ['Accepted (1200.00 USD, 2026-03-01 13:00:00)']],
	])('%s for %s', async (method, filter, expected) => {
		const parameters = method === 'searchMessages' ? ofConversation() : {};
		expect(await names(method, filter, parameters)).toEqual(expected);
	});

	test('modalities come without those of a conversation that is gone', async () => {
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 404,
				body: '{"detail": "Conversation not found"}',
				type: 'application/json',
			},
			times: 1,
			matches: ({ path }) => path.endsWith('/messages'),
		});
		expect(await names('searchModalities')).toHaveLength(1);
	});

	test('modalities come without those of a conversation that HyperRep is slow with', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '20' } },
			times: 1,
			matches: ({ path }) => path.endsWith('/messages'),
		});
		expect(await names('searchModalities')).toHaveLength(1);
	});

	test('an entry holds an ID that HyperRep takes', async () => {
		const { results } = await search('searchMessages', undefined, ofConversation());
		const named = fixture.standIn.identifiers.decode(String(results[0]?.value));
		expect(named).toMatchObject({ kind: 'message' });
	});
});

describe('below something else', () => {
	const fixture = useStandIn();
	const messages = (conversationId: INodeParameters[string]) =>
		searchList({ ...fixture.setup({ conversationId }), method: 'searchMessages' });

	test.each(['', '  '])('a list is not shown before that is chosen ("%s")', async (value) => {
		const failure = await failureOf(messages({ __rl: true, mode: 'list', value }));
		expect(failure.message).toBe('Choose a conversation first');
		expect(failure.description).toContain("'Conversation'");
		expect(fixture.sent()).toEqual([]);
	});

	test('messages show their words, and nothing of their HTML', async () => {
		const { standIn, organization } = fixture;
		const conversation = organization.addConversation(1, AT);
		const contents = [
			'<style>p{color:red}</style><!--[if mso]><p>Outlook</p><![endif]--><p>Tom &amp; Jerry</p><p>&nbsp;</p><p>Hi</p>',
			'1 < 2 and 3 > 2',
			`<style>${'p{color:red}'.repeat(1000)}</style><p>Hello</p>`,
		];
		contents.forEach((content, n) => {
			organization.addMessage(conversation, { content, sentAt: AT + n * HOUR });
		});
		const { results } = await messages(byId(standIn.idOf('conversation', conversation)));
		expect(results.map(({ name }) => name.slice(name.indexOf(')') + 2))).toEqual([
			'Hello',
			'1 < 2 and 3 > 2',
			'Tom & Jerry Hi',
		]);
	});

	test('an expression has no value in the panel', async () => {
		const failure = await failureOf(messages(byId('={{ $json.conversation_id }}')));
		expect(failure.message).toBe(
			"'Conversation' is an expression, which has no value before the workflow runs",
		);
		expect(fixture.sent()).toEqual([]);
	});

	test('one that HyperRep does not know is named', async () => {
		const failure = await failureOf(messages(byId('unknown')));
		expect(failure.message).toBe('Could not list the messages: Invalid conversation_id');
		expect(failure.description).toContain("'Conversation'");
	});
});

describe('the list of conversations', () => {
	const fixture = useStandIn({ order: 'oldestFirst' });
	const search = async (filter?: string) =>
		await searchList({
			...fixture.setup(),
			method: 'searchConversations',
			filter,
			timezone: 'UTC',
		});
	const names = async (filter?: string) => (await search(filter)).results.map(({ name }) => name);
	const gets = (path: string) => fixture.sent().filter((each) => each.path.includes(path)).length;

	/** A conversation of a new contact, an hour after the one before. */
	function converse(contact: Record<string, string>, n: number): StoredConversation {
		const { organization } = fixture;
		const { number } = organization.contacts.create(contact);
		return organization.addConversation(number, AT + n * HOUR, { folder: 'inbox' });
	}

	const PEOPLE: Array<Record<string, string>> = [
		{ name: 'Ada García', email: 'ada@example.com', phone_number: '+14155550101' },
		{ email: 'ben@example.com', phone_number: '+14155550102' },
		{ phone_number: '+14155550103' },
	];

	test('names the customers, and is searched by them', async () => {
		PEOPLE.forEach(converse);
		const all = [
			'Ada García (2026-03-01 12:00:00, inbox)',
			'ben@example.com (2026-03-01 13:00:00, inbox)',
			'+14155550103 (2026-03-01 14:00:00, inbox)',
		];
		expect(await names()).toEqual(all);
		expect(gets('/contacts/')).toBe(3);
		expect(await names('garcia')).toEqual(all.slice(0, 1));
		expect(await names('BEN@')).toEqual(all.slice(1, 2));
		expect(await names('415 555 0103')).toEqual(all.slice(2));
		fixture.standIn.forget();
		expect(await names('ada')).toEqual(all.slice(0, 1));
		// The contacts, and the conversations of the one that is found, were read a moment ago.
		expect(fixture.sent()).toEqual([]);
		expect(await names('inbox 13:00')).toEqual(all.slice(1, 2));
		expect(await names('nobody')).toEqual([]);
	});

	test('is searched by what it shows where the key cannot read contacts', async () => {
		PEOPLE.forEach(converse);
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 403, body: '{"detail":"No"}', type: 'application/json' },
			matches: ({ path }) => path.includes('/contacts'),
		});
		expect(await names('inbox 13:00')).toEqual(['2026-03-01 13:00:00 (inbox)']);
		await expect(names('garcia')).rejects.toThrow('Could not list the conversations: No');
	});

	test('reads each customer once', async () => {
		const { organization } = fixture;
		const { number } = organization.contacts.create({ name: 'Ada' });
		for (let n = 0; n < 5; n++) organization.addConversation(number, AT + n * HOUR);
		expect(await names()).toHaveLength(5);
		expect(gets('/contacts/')).toBe(1);
	});

	test('shows a screenful at a time, and no more names than that', async () => {
		for (let n = 0; n < 30; n++) converse({ name: `Person ${n}` }, n);
		const { results, paginationToken } = await search();
		expect(results).toHaveLength(20);
		expect(paginationToken).toBeDefined();
		expect(gets('/contacts/')).toBe(20);
		const found = await names('person');
		expect(found).toHaveLength(21);
		expect(found.at(-1)).toBe('There may be more. Keep typing, or use the ID.');
	});

	test.each([
		[
			'that HyperRep does not have',
			{
				kind: 'status',
				status: 404,
				body: '{"detail":"Contact not found"}',
				type: 'application/json',
			},
		],
		[
			'that cannot be read',
			{ kind: 'status', status: 403, body: '{"detail":"No"}', type: 'application/json' },
		],
		['that takes too long', { kind: 'silence' }],
	] as const)('appears without a name %s', async (_, fault) => {
		PEOPLE.forEach(converse);
		fixture.standIn.faults.add({
			fault,
			times: 1,
			matches: ({ path }) => path.includes('/contacts/'),
		});
		const found = await names();
		expect(found).toHaveLength(3);
		expect(found.filter((name) => name.startsWith('2026-03-01'))).toHaveLength(1);
	});
});

describe('the columns of the mapper', () => {
	const fixture = useStandIn();

	test('are the fields of a record, and the custom fields that records have', async () => {
		fixture.organization.contacts.create({ custom_fields: { vip: true, 'Größe (m²)': 3 } });
		fixture.organization.addCompany('Acme', null, { custom_fields: { tier: 'gold' } });
		const columns = async (method: string) =>
			(await loadColumns({ ...fixture.setup(), method })).fields.map(({ id, displayName }) => [
				id,
				displayName,
			]);
		expect(await columns('getContactColumns')).toEqual([
			['name', 'Name'],
			['email', 'Email'],
			['phone_number', 'Phone Number'],
			['company_id', 'Company ID'],
			['company_role', 'Company Role'],
			['custom_fields.Größe (m²)', 'Custom Field: Größe (m²)'],
			['custom_fields.vip', 'Custom Field: vip'],
		]);
		expect(await columns('getCompanyColumns')).toEqual([
			['name', 'Name'],
			['domain', 'Domain'],
			['address', 'Address'],
			['agent_id', 'Agent ID'],
			['custom_fields.tier', 'Custom Field: tier'],
		]);
	});

	test("say that they are not removed, or n8n's editor would change them after the first run", async () => {
		const { fields } = await loadColumns({ ...fixture.setup(), method: 'getCompanyColumns' });
		expect(fields.map(({ removed }) => removed)).toEqual(fields.map(() => false));
	});

	test('are those that were found when HyperRep becomes slow', async () => {
		const { standIn, organization } = fixture;
		standIn.longestPage = 1;
		for (const name of ['vip', 'plan', 'rank']) {
			organization.contacts.create({ custom_fields: { [name]: 1 } });
		}
		const headers = { 'Retry-After': '20' };
		standIn.faults.add({ fault: { kind: 'status', status: 429, headers }, skip: 2 });
		const { fields } = await loadColumns({ ...fixture.setup(), method: 'getContactColumns' });
		expect(fields.filter(({ id }) => id.startsWith('custom_fields.'))).toHaveLength(2);
	});

	test('a key that is refused shows in the panel', async () => {
		const setup = { ...fixture.setup(), apiKey: 'wrong', method: 'getContactColumns' };
		expect((await failureOf(loadColumns(setup))).message).toContain('Invalid API Key');
	});
});

test('every list and mapper that the panel names is a method of the node', () => {
	const { description, methods } = new HyperRep();
	const named = [
		...JSON.stringify(description).matchAll(/"(?:searchListMethod|resourceMapperMethod)":"(\w+)"/g),
	];
	const existing = [...Object.keys(methods.listSearch), ...Object.keys(methods.resourceMapping)];
	expect([...new Set(named.map(([, method]) => method))].sort()).toEqual(existing.sort());
});
