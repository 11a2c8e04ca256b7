import { byId } from '../../dev/n8n/locator';
import type { RecordList, StoredRecord } from '../../dev/standIn/records';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { addRecords } from './records';
import { outputOf, runOperation, type Operation } from './workflows';

/** One request: its method, its path below the organization, and what it carries. */
interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
	body?: unknown;
}

const START = '2026-01-01T00:00:00Z';
const DATES = { startDate: '2026-01-01T00:00:00' };
const PAGE = { limit: '50' };

/** Each operation beside those of contacts, once: what HyperRep is asked, and what is returned. */
export function testResources(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Resources');
	const { standIn } = hyperRep;
	const organization = standIn.addOrganization('Everything');
	const records = addRecords(organization);
	const { agent, company, conversation, readConversation, received, sent } = records;
	const choices = () => hyperRep.choicesIn(organization);

	const idOf = (kind: string, record: { number: number }) => standIn.idOf(kind, record);
	const shown = <T extends StoredRecord, F extends object>(list: RecordList<T, F>, ...some: T[]) =>
		some.map((record) => standIn.show(list, record));
	const visible = <T extends StoredRecord, F extends object>(list: RecordList<T, F>) =>
		shown(list, ...list.visible());

	const run = async (parameters: Operation) => await outputOf(n8n, hyperRep, parameters, choices());

	/** What HyperRep was asked since the last time. */
	const asked = (): Asked[] => {
		const base = `/api/v2/organizations/${choices().organization.id}/`;
		const requests = standIn.requests.map(({ method, path, query, body }) => ({
			method,
			path: path.replace(base, ''),
			query,
			...(body !== undefined && { body }),
		}));
		standIn.forget();
		return requests;
	};
	const get = (path: string, query: Record<string, string> = {}): Asked => ({
		method: 'GET',
		path,
		query,
	});

	beforeEach(() => standIn.forget());

	const agentId = byId(idOf('agent', agent));
	const conversationId = byId(idOf('conversation', conversation));
	const conversationPath = `conversations/${conversationId.value}`;

	const READS: Array<[Operation, Asked, () => unknown[]]> = [
		[
			{ resource: 'agent', operation: 'get', agentId },
			get(`agents/${agentId.value}`),
			() => shown(organization.agents, agent),
		],
		[
			{ resource: 'agent', operation: 'getAll' },
			get('agents', PAGE),
			() => visible(organization.agents),
		],
		[
			{ resource: 'agent', operation: 'getConversations', agentId, filters: DATES },
			get(`agents/${agentId.value}/conversations`, { ...PAGE, start_date: START }),
			() => visible(organization.conversations),
		],
		[
			{ resource: 'agent', operation: 'getSales', agentId, filters: DATES },
			get(`agents/${agentId.value}/sales`, { ...PAGE, start_date: START }),
			() => visible(organization.sales),
		],
		[
			{
				resource: 'auditLog',
				operation: 'get',
				auditLogId: byId(idOf('audit_log', records.entry)),
			},
			get(`audit-logs/${idOf('audit_log', records.entry)}`),
			() => shown(organization.auditLog, records.entry),
		],
		[
			{
				resource: 'auditLog',
				operation: 'getAll',
				filters: { ...DATES, agentId, recordType: 'sale', actionType: 'insert' },
			},
			get('audit-logs', {
				...PAGE,
				start_date: START,
				agent_id: agentId.value,
				record_type: 'sale',
				action_type: 'insert',
			}),
			() =>
				shown(
					organization.auditLog,
					...organization.auditLog.visible().filter((each) => each !== records.entry),
				),
		],
		[
			{ resource: 'company', operation: 'get', companyId: byId(idOf('company', company)) },
			get(`companies/${idOf('company', company)}`),
			() => shown(organization.companies, company),
		],
		[
			{ resource: 'company', operation: 'getAll', filters: { search: 'lumen' } },
			get('companies', { limit: '500' }),
			() => shown(organization.companies, company),
		],
		[
			{ resource: 'conversation', operation: 'get', conversationId },
			get(conversationPath),
			() => shown(organization.conversations, conversation),
		],
		[
			{
				resource: 'conversation',
				operation: 'getAll',
				filters: { ...DATES, folder: 'sales-follow-up', readStatus: 'read' },
			},
			get('conversations', { limit: '500', start_date: START }),
			() => shown(organization.conversations, readConversation),
		],
		[
			{
				resource: 'message',
				operation: 'get',
				conversationId,
				messageId: byId(idOf('message', received)),
			},
			get(`${conversationPath}/messages/${idOf('message', received)}`),
			() => shown(organization.messages, received),
		],
		[
			{
				resource: 'message',
				operation: 'getAll',
				conversationId,
				filters: { ...DATES, direction: 'sent', modality: 'text' },
			},
			get(`${conversationPath}/messages`, { limit: '500', start_date: START }),
			() => shown(organization.messages, sent),
		],
		[
			{ resource: 'responseDraft', operation: 'getAll', conversationId },
			get(`${conversationPath}/response-drafts`, PAGE),
			() => visible(organization.responseDrafts),
		],
		[
			{ resource: 'sale', operation: 'get', saleId: byId(idOf('sale', records.quoted)) },
			get(`sales/${idOf('sale', records.quoted)}`),
			() => shown(organization.sales, records.quoted),
		],
		[
			{ resource: 'sale', operation: 'getAll', filters: { ...DATES, status: 'ACCEPTED' } },
			get('sales', { limit: '500', start_date: START }),
			() => shown(organization.sales, records.accepted),
		],
	];

	test.each(READS.map(([parameters, ...rest]) => [nameOf(parameters), parameters, ...rest]))(
		'%s',
		async (_name, parameters, request, items) => {
			const expected = items();
			expect(expected).not.toEqual([]);
			expect(await run(parameters)).toEqual(expected);
			expect(asked()).toEqual([request]);
		},
	);

	test('organization getAll', async () => {
		const items = await run({ resource: 'organization', operation: 'getAll' });
		expect(items).toEqual(
			standIn.organizations.map((each) => ({
				organization_id: idOf('organization', each),
				name: each.name,
			})),
		);
		expect(standIn.requests.map(({ path }) => path)).toEqual(['/api/v2/organizations']);
	});

	test('analytics getConversationMetrics', async () => {
		const items = await run({
			resource: 'analytics',
			operation: 'getConversationMetrics',
			startDate: '2026-01-01T00:00:00',
			endDate: '={{ $now.toISO() }}',
		});
		expect(items).toEqual([
			expect.objectContaining({
				volumeStats: { numMessagesReceived: 1, numMessagesSent: 1, totalConversations: 1 },
			}),
		]);
		const end_date = expect.any(String) as string;
		expect(asked()).toEqual([get('analytics/conversations', { start_date: START, end_date })]);
	});

	test('company create', async () => {
		const items = await run({
			resource: 'company',
			operation: 'create',
			name: 'Blue Harbor Dental',
			additionalFields: {
				domain: 'https://Blue-Harbor.example/team',
				address: '1 Main Street',
				agentId,
				customFields: { field: [{ name: 'tier', value: 'Gold' }] },
			},
		});
		const created = organization.companies.visible()[0]!;
		expect(items).toEqual(shown(organization.companies, created));
		expect(asked()).toEqual([
			{
				...{ method: 'POST', path: 'companies', query: {} },
				body: {
					name: 'Blue Harbor Dental',
					domain: 'https://Blue-Harbor.example/team',
					address: '1 Main Street',
					agent_id: agentId.value,
					custom_fields: { tier: 'Gold' },
				},
			},
		]);
	});

	test('company findOrCreate: finds one, creates the other', async () => {
		const find = {
			resource: 'company',
			operation: 'findOrCreate',
			name: 'Found',
			additionalFields: { domain: 'LUMEN-fitness.example/about' },
		};
		expect(await run(find)).toEqual([
			{ ...standIn.show(organization.companies, company), was_created: false },
		]);
		expect(asked()).toEqual([get('companies', { limit: '500' })]);
		const [created] = await run({ ...find, additionalFields: { domain: 'new.example' } });
		expect(created).toMatchObject({ domain: 'new.example', was_created: true });
		expect(asked().map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('messageDraft create: an email that waits, and a text that is sent', async () => {
		const draft = { resource: 'messageDraft', operation: 'create', bodyHtml: 'Hello' };
		const email = {
			toEmail: 'ines@example.com',
			subject: 'Roof',
			additionalFields: { ccEmails: 'a@example.com, b@example.com', folder: 'Sales Follow-Up' },
		};
		const [receipt] = await run({ ...draft, ...email });
		const waiting = organization.messageDrafts.visible()[0]!;
		expect([receipt]).toEqual(shown(organization.messageDrafts, waiting));
		const text = { modality: 'text', toPhoneNumber: '+15135550142', sendNow: true };
		expect(await run({ ...draft, ...text })).toMatchObject([{ scheduled_to_send: true }]);
		expect(asked().map(({ path, body }) => [path, body])).toEqual([
			[
				'message-drafts',
				{
					...{ modality: 'email', to_email: 'ines@example.com', subject: 'Roof' },
					body_html: 'Hello',
					cc_emails: ['a@example.com', 'b@example.com'],
					folder: 'Sales Follow-Up',
					autosend_draft: false,
					add_notification: true,
				},
			],
			[
				'message-drafts',
				{
					...{ modality: 'text', to_phone_number: '+15135550142', body_html: 'Hello' },
					autosend_draft: true,
					add_notification: false,
				},
			],
		]);
	});

	test('responseDraft upsert: overwrites the draft of the conversation', async () => {
		const items = await run({
			resource: 'responseDraft',
			operation: 'upsert',
			conversationId,
			bodyFormat: 'html',
			bodyHtml: '<p>We come tomorrow.</p>',
			notify: false,
		});
		expect(items).toMatchObject([{ scheduled_to_send: false }]);
		expect(asked()).toEqual([
			{
				...{ method: 'POST', path: `${conversationPath}/response-drafts`, query: {} },
				body: {
					body_html: '<p>We come tomorrow.</p>',
					autosend_draft: false,
					add_notification: false,
				},
			},
		]);
		expect(organization.responseDrafts.visible()).toMatchObject([
			{ body_html: '<p>We come tomorrow.</p>' },
		]);
	});

	test('contact findOrCreate: each key once, no matter how many rows have it', async () => {
		const rows = ['Ines@Example.com', 'new@example.com', ' NEW@example.com'];
		const items = await run({
			resource: 'contact',
			operation: 'findOrCreate',
			name: 'Rows',
			email: `={{ ${JSON.stringify(rows)}[$itemIndex] }}`,
		});
		expect(items).toMatchObject([{ email: 'ines@example.com', was_created: false }]);
	});

	test('message get: a message that does not exist, with what to check', async () => {
		const gone = organization.addMessage(conversation, {});
		organization.messages.delete(gone.number);
		const { status, error } = await runOperation(
			n8n,
			hyperRep,
			{
				resource: 'message',
				operation: 'get',
				conversationId,
				messageId: byId(idOf('message', gone)),
			},
			choices(),
		);
		expect({ status, error }).toEqual({
			status: 'error',
			error: `Could not get the message "${idOf('message', gone)}": Message not found`,
		});
	});
}

const nameOf = ({ resource, operation }: Operation) => `${resource} ${operation}`;
