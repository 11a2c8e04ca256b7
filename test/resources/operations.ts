import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../../dev/n8n/locator';
import type { StandIn } from '../../dev/standIn/server';
import type { Organization } from '../../dev/standIn/store';

const START = Date.UTC(2026, 3, 1) * 1000;
const HOUR = 3_600_000_000;

/** An organization with records of every kind, three of each, and fields that nobody has documented. */
export function fill({ organization }: { organization: Organization }) {
	const extra = { rating: null, tags: ['new'], 'Größe (m²)': 3 };
	const three = <T>(make: (n: number) => T) => [0, 1, 2].map(make) as [T, T, T];
	const agents = three((n) => organization.addAgent(`Agent ${n}`, { extra }));
	const agent = agents[0].number;
	const companies = three((n) => organization.addCompany(`Company ${n}`, null, { extra, agent }));
	const company = companies[0].number;
	const contacts = three((n) =>
		organization.contacts.create({
			name: `Contact ${n}`,
			email: `${n}@example.com`,
			company,
			extra,
		}),
	);
	const contact = contacts[0].number;
	const conversations = three((n) =>
		organization.addConversation(contact, START + n * HOUR, { agent, extra }),
	);
	organization.addConversation(contacts[1].number, START);
	const [conversation] = conversations;
	const messages = three((n) =>
		organization.addMessage(conversation, {
			subject: `Message ${n}`,
			sentAt: START + n * HOUR,
			extra,
		}),
	);
	const sales = three((n) =>
		organization.addSale({ owner: agent, price: `${n}200.00`, extra }, { createdAt: START }),
	);
	organization.addSale({}, { createdAt: START });
	const drafts = [organization.responseDrafts.create({ conversation: conversation.number })];
	const entries = organization.auditLog.visible();
	return {
		agent: agents,
		audit_log: entries,
		company: companies,
		contact: contacts,
		conversation: conversations,
		message: messages,
		response: drafts,
		sale: sales,
	};
}

export type World = ReturnType<typeof fill>;
type Kind = keyof World;

/** `{contact}` in any text becomes an ID of the first contact. */
export function withIds<T>(value: T, world: World, standIn: StandIn): T {
	const text = JSON.stringify(value).replace(/\{([a-z_]+)\}/g, (all, kind: Kind) => {
		const record = world[kind]?.[0];
		if (record === undefined) return all;
		return JSON.stringify(standIn.idOf(kind, record)).slice(1, -1);
	});
	return JSON.parse(text) as T;
}

/** One operation: what is entered for it, what it must send, and what must come out. */
export interface OperationCase {
	name: `${string}.${string}`;
	/** `{contact}` in a value stands for the ID of the first contact. */
	parameters?: INodeParameters;
	method?: 'POST';
	/** Below the organization, unless it begins with a slash. */
	path: string;
	query?: Record<string, string>;
	body?: IDataObject;
	/** What is returned, as HyperRep shows it. */
	gives: (world: World, standIn: StandIn, organization: Organization) => IDataObject[];
	/** HyperRep's names for what is entered, with the labels of the parameters. */
	labels?: Record<string, string>;
	isList?: true;
}

const shown =
	(kind: Kind, count = 1): OperationCase['gives'] =>
	(world, standIn, organization) => {
		const lists = {
			agent: organization.agents,
			audit_log: organization.auditLog,
			company: organization.companies,
			contact: organization.contacts,
			conversation: organization.conversations,
			message: organization.messages,
			response: organization.responseDrafts,
			sale: organization.sales,
		};
		const list = lists[kind];
		const numbers = new Set(world[kind].slice(0, count).map(({ number }) => number));
		const visible: ReadonlyArray<{ number: number }> = list.visible();
		return visible
			.filter(({ number }) => numbers.has(number))
			.map((record) => standIn.show(list as never, record as never) as IDataObject);
	};
const ALL = Infinity;

const everything =
	(
		list: (organization: Organization) => { visible(): readonly unknown[] },
	): OperationCase['gives'] =>
	(_, standIn, organization) =>
		list(organization)
			.visible()
			.map((record) => standIn.show(list(organization) as never, record as never) as IDataObject);

/** The record that was created last. */
const newest =
	(list: (organization: Organization) => { visible(): readonly unknown[] }, more = {}) =>
	(_: World, standIn: StandIn, organization: Organization) => {
		const records = list(organization).visible() as Array<{ number: number }>;
		const last = [...records].sort((a, b) => a.number - b.number).at(-1);
		const record = standIn.show(list(organization) as never, last as never);
		return [{ ...record, ...more } as IDataObject];
	};

const DATES = { startDate: '2026-03-01T00:00:00Z', endDate: '2026-05-01T00:00:00Z' };
const SENT_DATES = { start_date: DATES.startDate, end_date: DATES.endDate };
const DATE_LABELS = { start_date: 'Start Date', end_date: 'End Date' };
const id = (kind: Kind) => byId(`{${kind}}`);

const COMPANY: Partial<OperationCase> = {
	parameters: {
		name: 'Northwind',
		additionalFields: {
			domain: ' northwind.example\n',
			address: '1 Main Street',
			agentId: id('agent'),
			customFields: { field: [{ name: 'tier', value: 'gold' }] },
			customFieldsJson: '{"size": 3}',
		},
	},
	method: 'POST',
	path: 'companies',
	body: {
		name: 'Northwind',
		domain: 'northwind.example',
		address: '1 Main Street',
		agent_id: '{agent}',
		custom_fields: { tier: 'gold', size: 3 },
	},
	labels: {
		name: 'Name',
		domain: 'Domain',
		address: 'Address',
		agent_id: 'Agent',
		custom_fields: 'Custom Fields',
	},
};

const CONTACT: Partial<OperationCase> = {
	parameters: {
		name: 'Ada',
		email: 'ada@example.com\n',
		phoneNumber: ' 415-555-0199',
		additionalFields: { companyId: id('company'), companyRole: 'Owner' },
	},
	method: 'POST',
	path: 'contacts',
	body: {
		name: 'Ada',
		email: 'ada@example.com',
		phone_number: '415-555-0199',
		company_id: '{company}',
		company_role: 'Owner',
	},
	labels: {
		name: 'Name',
		email: 'Email',
		phone_number: 'Phone Number',
		company_id: 'Company',
		company_role: 'Company Role',
	},
};

/** Every operation of the action node. A new resource is a few lines here. */
export const OPERATIONS: OperationCase[] = [
	{
		name: 'agent.get',
		parameters: { agentId: id('agent') },
		path: 'agents/{agent}',
		gives: shown('agent'),
		labels: { agent_id: 'Agent' },
	},
	{ name: 'agent.getAll', path: 'agents', gives: shown('agent', ALL), isList: true },
	{
		name: 'agent.getConversations',
		parameters: { agentId: id('agent'), filters: DATES },
		path: 'agents/{agent}/conversations',
		query: SENT_DATES,
		gives: shown('conversation', ALL),
		labels: { agent_id: 'Agent', ...DATE_LABELS },
		isList: true,
	},
	{
		name: 'agent.getSales',
		parameters: { agentId: id('agent'), filters: DATES },
		path: 'agents/{agent}/sales',
		query: SENT_DATES,
		gives: shown('sale', ALL),
		labels: { agent_id: 'Agent', ...DATE_LABELS },
		isList: true,
	},
	{
		name: 'analytics.getConversationMetrics',
		parameters: DATES,
		path: 'analytics/conversations',
		query: SENT_DATES,
		gives: () => [
			{
				responseRateStats: {
					numConversationsRespondedTo: 0,
					numConversationsReceived: 1,
					responseRate: 0,
				},
				responseTimeStats: { responseTime: 0 },
				volumeStats: { numMessagesReceived: 3, numMessagesSent: 0, totalConversations: 1 },
				modalityStats: { textMessages: 0, calls: 0, emails: 3, liveChats: 0, formRequests: 0 },
			},
		],
		labels: DATE_LABELS,
	},
	{
		name: 'auditLog.get',
		parameters: { auditLogId: id('audit_log') },
		path: 'audit-logs/{audit_log}',
		gives: shown('audit_log'),
		labels: { audit_log_id: 'Audit Log Entry' },
	},
	{
		name: 'auditLog.getAll',
		parameters: {
			filters: { ...DATES, agentId: id('agent'), recordType: 'sale', actionType: 'insert' },
		},
		path: 'audit-logs',
		query: { ...SENT_DATES, agent_id: '{agent}', record_type: 'sale', action_type: 'insert' },
		gives: (world, standIn, organization) =>
			shown('audit_log', ALL)(world, standIn, organization).filter(
				({ agent_id: agent }) => agent !== null,
			),
		labels: {
			agent_id: 'Agent',
			record_type: 'Record Type',
			action_type: 'Action Type',
			...DATE_LABELS,
		},
		isList: true,
	},
	{
		path: 'companies',
		...COMPANY,
		name: 'company.create',
		gives: newest(({ companies }) => companies),
	},
	{
		name: 'company.find',
		parameters: { name: ' company  0' },
		path: 'companies',
		gives: shown('company'),
		labels: { domain: 'Domain', name: 'Name' },
	},
	{
		path: 'companies',
		...COMPANY,
		name: 'company.findOrCreate',
		gives: newest(({ companies }) => companies, { was_created: true }),
	},
	{
		name: 'company.get',
		parameters: { companyId: id('company') },
		path: 'companies/{company}',
		gives: shown('company'),
		labels: { company_id: 'Company' },
	},
	{ name: 'company.getAll', path: 'companies', gives: shown('company', ALL), isList: true },
	{
		path: 'contacts',
		...CONTACT,
		name: 'contact.create',
		gives: newest(({ contacts }) => contacts),
	},
	{
		name: 'contact.find',
		parameters: { email: '0@EXAMPLE.com' },
		path: 'contacts',
		gives: shown('contact'),
		labels: { email: 'Email', phone_number: 'Phone Number' },
	},
	{
		path: 'contacts',
		...CONTACT,
		name: 'contact.findOrCreate',
		gives: newest(({ contacts }) => contacts, { was_created: true }),
	},
	{
		name: 'contact.get',
		parameters: { contactId: id('contact') },
		path: 'contacts/{contact}',
		gives: shown('contact'),
		labels: { contact_id: 'Contact' },
	},
	{
		name: 'contact.getConversations',
		parameters: { contactId: id('contact'), filters: DATES },
		path: 'contacts/{contact}/conversations',
		query: SENT_DATES,
		gives: shown('conversation', ALL),
		labels: { contact_id: 'Contact', ...DATE_LABELS },
		isList: true,
	},
	{ name: 'contact.getAll', path: 'contacts', gives: shown('contact', ALL), isList: true },
	{
		name: 'conversation.get',
		parameters: { conversationId: id('conversation') },
		path: 'conversations/{conversation}',
		gives: shown('conversation'),
		labels: { conversation_id: 'Conversation' },
	},
	{
		name: 'conversation.getAll',
		parameters: { filters: DATES },
		path: 'conversations',
		query: SENT_DATES,
		gives: everything(({ conversations }) => conversations),
		labels: DATE_LABELS,
		isList: true,
	},
	{
		name: 'conversation.getTranscript',
		parameters: { conversationId: id('conversation') },
		path: 'conversations/{conversation}/messages',
		gives: (world, standIn) => [
			{
				conversation_id: standIn.idOf('conversation', world.conversation[0]),
				messages: world.message.map((_, n) => ({
					sent_at: `2026-04-01T0${n}:00:00Z`,
					direction: 'received',
					modality: 'email',
					subject: `Message ${n}`,
					text: '',
				})),
				transcript: [0, 1, 2]
					.map((n) => `2026-04-01 0${n}:00, Customer: Message ${n}`)
					.join('\n\n'),
			},
		],
		labels: { conversation_id: 'Conversation' },
	},
	{
		name: 'message.get',
		parameters: { conversationId: id('conversation'), messageId: id('message') },
		path: 'conversations/{conversation}/messages/{message}',
		gives: shown('message'),
		labels: { message_id: 'Message', conversation_id: 'Conversation' },
	},
	{
		name: 'message.getAll',
		parameters: { conversationId: id('conversation'), filters: DATES },
		path: 'conversations/{conversation}/messages',
		query: SENT_DATES,
		gives: shown('message', ALL),
		labels: { conversation_id: 'Conversation', ...DATE_LABELS },
		isList: true,
	},
	{
		name: 'messageDraft.create',
		parameters: {
			modality: 'email',
			toEmail: ' diana@example.com',
			subject: 'Your roof',
			bodyFormat: 'html',
			bodyHtml: '<p>Hello</p>',
			additionalFields: {
				toUserName: 'Diana',
				ccEmails: 'a@example.com, b@example.com,',
				bccEmails: 'c@example.com',
				folder: 'Sales Follow-Up',
			},
		},
		method: 'POST',
		path: 'message-drafts',
		body: {
			modality: 'email',
			to_email: 'diana@example.com',
			subject: 'Your roof',
			body_html: '<p>Hello</p>',
			autosend_draft: false,
			add_notification: true,
			to_user_name: 'Diana',
			cc_emails: ['a@example.com', 'b@example.com'],
			bcc_emails: ['c@example.com'],
			folder: 'Sales Follow-Up',
		},
		gives: newest(({ messageDrafts }) => messageDrafts),
		labels: {
			modality: 'Modality',
			to_email: 'To Email',
			to_phone_number: 'To Phone Number',
			subject: 'Subject',
			body_html: 'Body',
			autosend_draft: 'Send Now',
			add_notification: 'Notify Team',
			to_user_name: 'To Name',
			cc_emails: 'CC Emails',
			bcc_emails: 'BCC Emails',
			folder: 'Folder',
		},
	},
	{
		name: 'organization.getAll',
		path: '/organizations',
		gives: (_, standIn, organization) => [
			{ organization_id: standIn.idOf('organization', organization), name: 'Acme Roofing' },
		],
	},
	{
		name: 'responseDraft.getAll',
		parameters: { conversationId: id('conversation') },
		path: 'conversations/{conversation}/response-drafts',
		gives: shown('response'),
		labels: { conversation_id: 'Conversation', ...DATE_LABELS },
	},
	{
		name: 'responseDraft.upsert',
		parameters: {
			conversationId: id('conversation'),
			bodyFormat: 'html',
			bodyHtml: '<p>Monday at ten.</p>',
			additionalFields: { ccEmails: 'a@example.com' },
		},
		method: 'POST',
		path: 'conversations/{conversation}/response-drafts',
		body: {
			body_html: '<p>Monday at ten.</p>',
			autosend_draft: false,
			add_notification: true,
			cc_emails: ['a@example.com'],
		},
		gives: (world, standIn) => [
			{
				response_id: standIn.idOf('response', world.response[0] ?? { number: 0 }),
				conversation_id: standIn.idOf('conversation', world.conversation[0]),
				scheduled_to_send: false,
				scheduled_send_at: null,
			},
		],
		labels: {
			conversation_id: 'Conversation',
			body_html: 'Body',
			autosend_draft: 'Send Now',
			add_notification: 'Notify Team',
			cc_emails: 'CC Emails',
			bcc_emails: 'BCC Emails',
		},
	},
	{
		name: 'sale.get',
		parameters: { saleId: id('sale') },
		path: 'sales/{sale}',
		gives: shown('sale'),
		labels: { sale_id: 'Sale' },
	},
	{
		name: 'sale.getAll',
		parameters: { filters: DATES },
		path: 'sales',
		query: SENT_DATES,
		gives: everything(({ sales }) => sales),
		labels: DATE_LABELS,
		isList: true,
	},
];
