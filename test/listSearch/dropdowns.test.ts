import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { searchList } from '../../dev/n8n/harness';
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

test('every list and mapper that the panel names is a method of the node', () => {
	const { description, methods } = new HyperRep();
	const named = [
		...JSON.stringify(description).matchAll(/"(?:searchListMethod|resourceMapperMethod)":"(\w+)"/g),
	];
	const existing = [...Object.keys(methods.listSearch), ...Object.keys(methods.resourceMapping)];
	expect([...new Set(named.map(([, method]) => method))].sort()).toEqual(existing.sort());
});
