import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { Acme } from './acme';

describe.each(Object.entries(IDENTIFIERS))('with %s identifiers', (_, identifiers) => {
	let acme: Acme;
	beforeAll(async () => {
		acme = new Acme({ identifiers: identifiers() });
		await acme.standIn.start();
	});
	afterAll(async () => await acme.standIn.stop());

	const id = (name: keyof Acme['records']) =>
		acme.id(name === 'entry' ? 'audit_log' : name, acme.records[name]);

	test('organizations', async () => {
		const { status, body } = await acme.ask('/organizations');
		expect([status, body.data]).toMatchObject([200, [{ name: 'Acme Roofing' }]]);
	});

	test.each([
		['contacts', () => [['contacts'], ['contacts', id('contact')]], { name: 'Ada' }],
		['companies', () => [['companies'], ['companies', id('company')]], { name: 'Northwind' }],
		['agents', () => [['agents'], ['agents', id('agent')]], { email: 'sam@acme.example' }],
		[
			'conversations',
			() => [['conversations'], ['conversations', id('conversation')]],
			{ folder: 'inbox', is_read: true },
		],
		[
			'messages',
			() => [
				['conversations', id('conversation'), 'messages'],
				['conversations', id('conversation'), 'messages', id('message')],
			],
			{ subject: 'Hello', message_direction: 'received', sent_at: expect.any(String) },
		],
		[
			'sales',
			() => [['sales'], ['sales', id('sale')]],
			{
				current_status: { label: 'Accepted', status: 'accepted' },
				status_history: [{ label: 'Quote Sent' }, { label: 'Accepted' }],
				quote_details: { output: { total_price: '1200.00' } },
			},
		],
		[
			'the audit log',
			() => [['audit-logs'], ['audit-logs', id('entry')]],
			{
				action_type: 'update',
				record: { type: 'sale' },
				changes: [{ field: 'status', from: 'Quote Sent', to: 'Accepted' }],
			},
		],
	])('%s: the list and one record', async (_name, paths, expected) => {
		const [list, one] = paths();
		const listed = await acme.get(list ?? []);
		expect(listed.body.data[0]).toMatchObject(expected);
		expect(listed.body.pagination).toMatchObject({ cursor: null, next_cursor: null });
		expect((await acme.get(one ?? [])).body).toMatchObject(expected);
	});

	test('lists of a contact and of an agent', async () => {
		const conversation = { folder: 'inbox', contact_id: expect.any(String) };
		for (const path of [
			['contacts', id('contact'), 'conversations'],
			['agents', id('agent'), 'conversations'],
		]) {
			expect((await acme.get(path)).body.data).toMatchObject([conversation]);
		}
		const { body } = await acme.get(['agents', id('agent'), 'sales']);
		expect(body.data).toMatchObject([{ current_status: { label: 'Accepted' } }]);
	});

	test('creates of contacts and companies', async () => {
		const company = await acme.post(['companies'], {
			name: 'Blue Harbor',
			domain: 'https://Blue-Harbor.example/about?x=1',
			agent_id: id('agent'),
		});
		expect([company.status, company.body.domain]).toEqual([201, 'blue-harbor.example']);
		const { company_id } = company.body;
		const contact = await acme.post(['contacts'], { phone_number: '(415) 555-0199', company_id });
		expect(contact.body).toMatchObject({ phone_number: '+14155550199', name: null });
	});

	test('a message draft is received, and noted in the audit log', async () => {
		const { body } = await acme.post(['message-drafts'], {
			modality: 'email',
			to_email: 'ada@example.com',
			body_html: '<p>Hello</p>',
			autosend_draft: false,
			add_notification: true,
			folder: 'Sales Follow-Up',
		});
		expect(body).toEqual({
			draft_id: expect.any(String),
			scheduled_to_send: false,
			scheduled_send_at: null,
			folder: 'sales-follow-up',
		});
		const log = await acme.get(['audit-logs'], { record_type: 'message_draft' });
		expect(log.body.data).toMatchObject([{ action_type: 'insert' }]);
	});

	test('a conversation has one response draft, which is overwritten', async () => {
		const path = ['conversations', id('conversation'), 'response-drafts'];
		const sending = { autosend_draft: false, add_notification: false };
		await acme.post(path, { body_html: '<p>One</p>', ...sending });
		const { body } = await acme.post(path, { body_html: '<p>Two</p>', ...sending });
		expect(body).toMatchObject({ scheduled_to_send: false, scheduled_send_at: null });
		expect((await acme.get(path)).body.data).toMatchObject([{ body_html: '<p>Two</p>' }]);
		expect(acme.organization.responseDrafts.visible()).toHaveLength(1);
	});
});

test('analytics count the messages of a window', async () => {
	const time = Date.UTC(2026, 2, 10, 12) * 1000;
	const acme = new Acme({ clock: () => time });
	const { organization, records } = acme;
	await acme.standIn.start();
	const sent = { message_direction: 'sent', modality: 'text' };
	const hour = 3600 * 1_000_000;
	organization.addMessage(records.conversation, {}, { createdAt: time - 2 * hour });
	organization.addMessage(records.conversation, sent, { createdAt: time - hour });
	const silent = organization.addConversation(records.contact.number);
	organization.addMessage(silent, { is_form_request: true }, { createdAt: time - hour });
	organization.addDraft(silent);
	const window = { start_date: '2026-03-10T00:00:00Z', end_date: '2026-03-10T12:00:00Z' };
	const { body } = await acme.get(['analytics', 'conversations'], window);
	// The message of noon lies at the end, which is not part of the window.
	expect(body).toEqual({
		responseRateStats: {
			numConversationsRespondedTo: 1,
			numConversationsReceived: 2,
			responseRate: 0.5,
		},
		responseTimeStats: { responseTime: 3600 },
		volumeStats: { numMessagesReceived: 2, numMessagesSent: 1, totalConversations: 2 },
		modalityStats: { textMessages: 1, calls: 0, emails: 1, liveChats: 0, formRequests: 1 },
	});
	const rate = await acme.get(['analytics', 'conversations', 'response-rate'], window);
	expect(rate.body).toEqual({ responseRateStats: body.responseRateStats });
	await acme.standIn.stop();
});
