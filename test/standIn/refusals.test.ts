import { API_KEY } from '../../dev/standIn/server';
import { useAcme } from './acme';

const current = useAcme();
const idOf = (kind: string, name: 'contact' | 'conversation' | 'message' | 'agent') =>
	current.acme.id(kind, current.acme.records[name]);

test('a key that cannot be used is 403', async () => {
	for (const [headers, detail] of [
		[{}, 'Missing API Key'],
		[{ 'X-API-KEY': 'wrong' }, 'Invalid API Key'],
	] as const) {
		const { status, body } = await current.acme.ask('/organizations', { headers });
		expect([status, body.detail]).toEqual([403, detail]);
	}
});

test('an ID of another kind is 400, an ID of what is missing 404', async () => {
	const { acme } = current;
	const contact = idOf('contact', 'contact');
	for (const [collection, kind, noun] of [
		['contacts', 'contact', 'Contact'],
		['companies', 'company', 'Company'],
		['agents', 'agent', 'Agent'],
		['conversations', 'conversation', 'Conversation'],
		['sales', 'sale', 'Sale'],
		['audit-logs', 'audit_log', 'Audit log'],
	] as const) {
		const wrong = kind === 'contact' ? idOf('agent', 'agent') : contact;
		const invalid = await acme.get([collection, wrong]);
		expect([invalid.status, invalid.body.detail]).toEqual([400, `Invalid ${kind}_id`]);
		const missing = await acme.get([collection, acme.standIn.idOf(kind, { number: 99_999 })]);
		expect([missing.status, missing.body.detail]).toEqual([404, `${noun} not found`]);
	}
});

test('a message asked below another conversation is 404', async () => {
	const { acme } = current;
	const other = acme.organization.addConversation(acme.records.contact.number);
	const id = acme.id('conversation', other);
	const found = await acme.get(['conversations', id, 'messages', idOf('message', 'message')]);
	expect([found.status, found.body.detail]).toEqual([404, 'Message not found']);
});

test('a record of another organization is missing', async () => {
	const { acme } = current;
	const { contacts } = acme.standIn.addOrganization('Other');
	const id = acme.id('contact', contacts.create({ name: 'Ben' }));
	expect((await acme.get(['contacts', id])).status).toBe(404);
});

test.each([
	[{ limit: '0' }, 422],
	[{ limit: '501' }, 422],
	[{ limit: 'ten' }, 422],
	[{ cursor: 'none' }, 400],
	[{ start_date: 'yesterday' }, 422],
	[{ end_date: '2026-04-01T00:00:00' }, 422],
	[{ start_date: '2026-04-02T00:00:00Z', end_date: '2026-04-01T00:00:00Z' }, 400],
])('a list of %j is %i', async (query, status) => {
	const response = await current.acme.get(['conversations'], query);
	expect(response.status).toBe(status);
});

test('the audit log refuses unknown types, and agents of others', async () => {
	const { acme } = current;
	for (const [name, value] of [
		['record_type', 'contact'],
		['action_type', 'create'],
	] as const) {
		expect((await acme.get(['audit-logs'], { [name]: value })).status).toBe(422);
	}
	const query = { agent_id: idOf('contact', 'contact') };
	expect((await acme.get(['audit-logs'], query)).body.detail).toBe('Invalid agent_id');
});

test('analytics need both dates, and none in the future', async () => {
	const ask = async (query: Record<string, string>) =>
		await current.acme.get(['analytics', 'conversations'], query);
	const { status, body } = await ask({ start_date: '2026-04-01T00:00:00Z' });
	expect([status, body.detail[0]?.loc]).toEqual([422, ['query', 'end_date']]);
	const future = await ask({
		start_date: '2020-01-01T00:00:00Z',
		end_date: '2999-01-01T00:00:00Z',
	});
	expect([future.status, future.body.detail]).toEqual([
		400,
		'start_date and end_date cannot be in the future',
	]);
});

const EMAIL = { modality: 'email', to_email: 'ada@example.com', subject: 'Hello' };
const WAITS = { autosend_draft: false, add_notification: true };

test.each([
	['contacts', {}, ['body']],
	['contacts', { email: 'ada' }, ['body', 'email']],
	['contacts', { phone_number: '12' }, ['body', 'phone_number']],
	['contacts', { name: 'Ada', custom_fields: [] }, ['body', 'custom_fields']],
	['contacts', [], ['body']],
	['companies', {}, ['body', 'name']],
	['companies', { name: ' ' }, ['body', 'name']],
	['companies', { name: 'Blue', domain: 'https://localhost/' }, ['body', 'domain']],
	['message-drafts', { ...EMAIL, ...WAITS, modality: 'fax' }, ['body', 'modality']],
	['message-drafts', { ...EMAIL, ...WAITS, to_email: undefined }, ['body', 'to_email']],
	['message-drafts', { ...EMAIL, ...WAITS, modality: 'text' }, ['body', 'to_phone_number']],
	['message-drafts', { ...EMAIL, ...WAITS, subject: ' ' }, ['body']],
	['message-drafts', { ...EMAIL, ...WAITS, cc_emails: ['ada'] }, ['body', 'cc_emails', 0]],
	['message-drafts', { ...EMAIL, ...WAITS, cc_emails: 'a@b.example' }, ['body', 'cc_emails']],
	['message-drafts', { ...EMAIL, autosend_draft: true, add_notification: true }, ['body']],
	['message-drafts', { ...EMAIL, autosend_draft: 'no' }, ['body', 'autosend_draft']],
])('POST %s of %j is 422', async (collection, body, location) => {
	const response = await current.acme.post([collection], body);
	expect(response.status).toBe(422);
	expect(response.body.detail).toMatchObject([{ loc: location }]);
});

test('a response draft needs a body', async () => {
	const path = ['conversations', idOf('conversation', 'conversation'), 'response-drafts'];
	expect((await current.acme.post(path, { ...WAITS })).status).toBe(422);
});

test('IDs in bodies must be of this organization', async () => {
	const { acme } = current;
	const other = acme.standIn.addOrganization('Other').addCompany('Blue');
	for (const company_id of [acme.id('company', other), idOf('contact', 'contact'), 'none']) {
		const { status, body } = await acme.post(['contacts'], { name: 'Ben', company_id });
		expect([status, body.detail]).toEqual([400, 'Invalid company_id']);
	}
});

test('a modality without credentials is 400', async () => {
	const { acme } = current;
	const emailOnly = acme.standIn.addOrganization('Emails', { modalities: ['email'] });
	const path = `/organizations/${acme.id('organization', emailOnly)}/message-drafts`;
	const { status } = await acme.ask(path, {
		method: 'POST',
		headers: { 'X-API-KEY': API_KEY, 'Content-Type': 'application/json' },
		body: JSON.stringify({
			modality: 'text',
			to_phone_number: '+14155550199',
			body_html: 'Hi',
			...WAITS,
		}),
	});
	expect(status).toBe(400);
});
