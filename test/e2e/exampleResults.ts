import type { Execution } from '../../dev/realN8n/execution';
import type { Organization } from '../../dev/standIn/store';
import { readyExample, runExample, runOnNews, saveExample, startedWith } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const SHEET = 'https://docs.google.com/spreadsheets/d/ID_OF_YOUR_SHEET/edit?gid=0#gid=0';

/** The results of the examples, and what those that talk to other services would send them. */
export function testExampleResults(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Results of examples');
	const { standIn } = hyperRep;

	afterEach(() => standIn.faults.clear());

	const run = async (name: string, organization: Organization): Promise<Execution> =>
		await runExample(n8n, await saveExample(n8n, name, hyperRep.choicesIn(organization)));

	test('create-contacts finds or creates a contact for each row, and keeps each row that fails', async () => {
		const organization = standIn.addOrganization('Rows');
		const bruno = organization.contacts.create({ name: 'B. Example', email: 'Bruno@Example.com' });
		const execution = await run('create-contacts', organization);
		const ada = organization.contacts.visible().find(({ name }) => name === 'Ada Example')!;
		expect(organization.contacts.visible()).toHaveLength(2);
		expect(execution.itemsOf('Contacts')).toEqual([
			{ ...standIn.show(organization.contacts, ada), was_created: true },
			{ ...standIn.show(organization.contacts, bruno), was_created: false },
		]);
		expect(execution.itemsOf('Rows to correct')).toEqual([
			{
				name: 'Carmen Example',
				email: 'no address',
				phone: '',
				role: 'Office Manager',
				error: expect.stringContaining('value is not a valid email address'),
			},
		]);
	});

	test('known-customers hands known rows on as contacts, and the others as they came', async () => {
		const organization = standIn.addOrganization('Known');
		const ada = organization.contacts.create({ name: 'Ada', email: 'Ada.Abbott.0@example.com' });
		const bruno = organization.contacts.create({ name: 'Bruno', phone_number: '+15135550001' });
		const execution = await run('known-customers', organization);
		expect(execution.itemsOf('Known customers')).toEqual(
			[ada, bruno].map((contact) => standIn.show(organization.contacts, contact)),
		);
		expect(execution.itemsOf('New ones')).toEqual([
			{
				name: 'Carmen Example',
				email: 'carmen@example.com',
				phone: '+1 415 555 0177',
				error:
					'No contact has the email "carmen@example.com" or the phone number "+1 415 555 0177"',
			},
		]);
		expect(organization.contacts.visible()).toHaveLength(2);
	});

	test('web-form makes company, contact and a draft, and the second time only the draft', async () => {
		const organization = standIn.addOrganization('Form');
		const form = {
			Name: 'Diana <b>',
			Email: 'diana@example.com',
			Phone: '(415) 555-0142',
			Company: 'Acme & Sons',
			Message: 'Hello,\nhow are you?',
		};
		const example = startedWith(readyExample('web-form', hyperRep.choicesIn(organization)), form);
		const workflow = await n8n.client.createWorkflow(example);
		for (let times = 0; times < 2; times++) {
			const execution = await runExample(n8n, workflow);
			expect(execution).toMatchObject({ error: undefined, status: 'success' });
		}
		const [company] = organization.companies.visible();
		expect(organization.companies.visible()).toMatchObject([{ name: 'Acme & Sons' }]);
		expect(organization.contacts.visible()).toMatchObject([
			{ name: 'Diana <b>', email: 'diana@example.com', company: company?.number },
		]);
		expect(organization.messageDrafts.visible()).toHaveLength(2);
		expect(organization.messageDrafts.visible()[0]).toMatchObject({
			modality: 'email',
			to_email: 'diana@example.com',
			to_user_name: 'Diana <b>',
			body_html: expect.stringMatching(/^Hello Diana &lt;b&gt;,<br>.*<br>Hello,<br>how are you\?$/),
			autosend_draft: false,
			add_notification: true,
		});
	});

	test('web-form makes a contact without a company where none is entered', async () => {
		const organization = standIn.addOrganization('Form without a company');
		const form = { Name: 'Ada', Email: 'ada@example.com', Phone: '', Company: '', Message: 'Hi' };
		const example = startedWith(readyExample('web-form', hyperRep.choicesIn(organization)), form);
		const execution = await runExample(n8n, await n8n.client.createWorkflow(example));
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(organization.companies.visible()).toEqual([]);
		expect(organization.contacts.visible()).toMatchObject([{ name: 'Ada', company: null }]);
		expect(organization.messageDrafts.visible()).toHaveLength(1);
	});

	test('weekly-metrics makes a row of the week before', async () => {
		const organization = standIn.addOrganization('Metrics');
		const execution = await run('weekly-metrics', organization);
		const [row] = execution.itemsOf('Add the row');
		expect(row).toMatchObject({
			'Week of': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			Conversations: expect.any(String),
			'Response rate': expect.any(String),
		});
		const { query } = standIn.requests.at(-1)!;
		const days = (Date.parse(query.end_date!) - Date.parse(query.start_date!)) / 86_400_000;
		expect(Math.round(days)).toBe(7);
	});

	test('accepted-sales adds a row for each sale that is accepted, and for no other change', async () => {
		const organization = standIn.addOrganization('Sales');
		const choices = hyperRep.choicesIn(organization);
		const workflow = await saveExample(n8n, 'accepted-sales', choices);
		const other = organization.addSale();
		const sale = organization.addSale({ price: '840.50' });
		const execution = await runOnNews(n8n, workflow, () => {
			organization.changeSaleStatus(other, 'In Negotiation');
			organization.changeSaleStatus(sale, 'In Negotiation');
			organization.changeSaleStatus(sale, 'Accepted');
		});
		expect(execution.itemsOf('Sale status changed')).toHaveLength(3);
		expect(execution.itemsOf('Add the row')).toEqual([
			expect.objectContaining({
				sale_id: standIn.idOf('sale', sale),
				total: '840.50',
				currency: 'USD',
			}),
		]);
	});

	test('new-sales-to-google-sheets adds a row for each new sale, with its customer', async () => {
		const organization = standIn.addOrganization('New sales');
		const choices = hyperRep.choicesIn(organization);
		const workflow = await saveExample(n8n, 'new-sales-to-google-sheets', choices);
		organization.addSale({ price: '1.00' });
		const contact = organization.contacts.create({ name: 'Ada', email: 'ada@example.com' });
		let sale = '';
		const execution = await runOnNews(n8n, workflow, () => {
			const contacts = [{ contact: contact.number, is_primary: true }];
			sale = standIn.idOf('sale', organization.addSale({ price: '840.50', contacts }));
		});
		expect(execution.itemsOf('Add the row')).toEqual([
			{
				'Created At': expect.any(String),
				Customer: 'Ada',
				Email: 'ada@example.com',
				Status: 'Quote Sent',
				Total: '840.50',
				Currency: 'USD',
				Products: '1 × Roof inspection (840.50)',
				'Sale ID': sale,
			},
		]);
	});

	test('message-log adds a row for each message, received or sent', async () => {
		const organization = standIn.addOrganization('Message log');
		const contact = organization.contacts.create({ email: 'ada@example.com' });
		const conversation = organization.addConversation(contact.number);
		const write = (message_direction: string) => {
			const fields = { message_direction, subject: 'Roof', content: '<p>Hello &amp; bye</p>' };
			organization.addMessage(conversation, fields);
		};
		for (const direction of ['received', 'sent']) {
			const workflow = await saveExample(n8n, 'message-log', hyperRep.choicesIn(organization));
			const execution = await runOnNews(n8n, workflow, () => write(direction));
			expect(execution.itemsOf('Add the row')).toEqual([
				{
					sent_at: expect.any(String),
					direction,
					customer: 'ada@example.com',
					modality: 'email',
					subject: 'Roof',
					text: 'Hello & bye',
				},
			]);
		}
	});

	test('new-contact-to-slack writes what there is, and nothing that Slack would read as its own', async () => {
		const { contacts } = standIn.addOrganization('Slack');
		const choices = hyperRep.choicesIn(standIn.organizations.at(-1)!);
		const workflow = await saveExample(n8n, 'new-contact-to-slack', choices);
		const execution = await runOnNews(n8n, workflow, () => {
			contacts.create({ name: 'Ada', email: 'ada@example.com', phone_number: '+14155550142' });
			contacts.create({ phone_number: '+14155550143' });
			contacts.create({ name: '<!channel> Smith & Sons', email: 'smith@example.com' });
		});
		const texts = [
			'New contact in HyperRep\nAda\nada@example.com\n+14155550142',
			'New contact in HyperRep\n+14155550143',
			'New contact in HyperRep\n<!channel> Smith & Sons\nsmith@example.com',
		];
		// What a switched-off Slack node hands on.
		expect(execution.itemsOf('Write the message')).toEqual(texts.map((text) => ({ text })));
		expect(
			execution.itemsOf('Send a message').map(({ blocksUi }) => JSON.parse(String(blocksUi))),
		).toEqual(
			texts.map((text) => ({ blocks: [{ type: 'section', text: { type: 'plain_text', text } }] })),
		);
	});

	test('contacts-to-google-sheets adds a row for each contact, after it has cleared the sheet once', async () => {
		const organization = standIn.addOrganization('Sheets');
		const twin = { fields: { name: 'Twin' }, createdAt: 1_700_000_000_123_456 };
		const full = {
			name: '=1+1',
			email: 'ada@example.com',
			phone_number: '+14155550142',
			company_role: 'Owner',
			custom_fields: { notes: 'Prefers SMS', vip: true, tags: ['a', 'b'] },
		};
		organization.contacts.createMany([twin, twin, { ...twin, fields: full }]);
		const execution = await run('contacts-to-google-sheets', organization);
		expect(execution.itemsOf('Clear the sheet')).toHaveLength(1);
		const bare = { Name: 'Twin', Email: '', 'Phone Number': '', 'Company Role': '' };
		const rows = [
			{ ...bare, 'Custom Fields': '' },
			{ ...bare, 'Custom Fields': '' },
			{
				Name: '=1+1',
				Email: 'ada@example.com',
				'Phone Number': '+14155550142',
				'Company Role': 'Owner',
				'Custom Fields': 'notes: Prefers SMS\nvip: true\ntags: ["a","b"]',
			},
		];
		const listed = [...organization.contacts.visible()].sort((a, b) => a.number - b.number);
		const expected = rows.map((row, n) => ({
			...row,
			'Created At': '2023-11-14T22:13:20.123456Z',
			'Contact ID': standIn.idOf('contact', listed[n]!),
			// Not columns: where the node would have put them.
			documentId: SHEET,
			sheetName: SHEET,
		}));
		const added = execution.itemsOf('Add the rows');
		expect(added).toHaveLength(expected.length);
		expect(added).toEqual(expect.arrayContaining(expected));
	});

	test('contacts-to-google-sheets leaves the sheet alone when not all contacts could be read', async () => {
		const refusal = { status: 403, body: '{"detail":"API Key has expired"}' };
		const fault = { kind: 'status', type: 'application/json', ...refusal } as const;
		standIn.faults.add({ fault, skip: 1 });
		const execution = await run('contacts-to-google-sheets', hyperRep.organization);
		expect(execution.status).toBe('error');
		expect(execution.error).toContain('API Key has expired');
		expect(execution.nodesThatRan).not.toContain('Clear the sheet');
	});
}
