import { now, type Microseconds } from './microseconds';
import type { CreateOptions, ListOrder, ListSettings } from './records';
import { AgentList, type AgentFields, type StoredAgent } from './resources/agents';
import { AuditLog, type Change, type StoredAuditLog } from './resources/auditLog';
import { CompanyList, type CompanyFields, type StoredCompany } from './resources/companies';
import { ContactList } from './resources/contacts';
import {
	ConversationList,
	type ConversationFields,
	type StoredConversation,
} from './resources/conversations';
import { MessageDraftList, type DraftModality } from './resources/messageDrafts';
import { MessageList, type MessageFields, type StoredMessage } from './resources/messages';
import { ResponseDraftList } from './resources/responseDrafts';
import { codeOf, SaleList, type NewSale, type StoredSale } from './resources/sales';

export { LIST_ORDERS, type CreateOptions, type ListOrder } from './records';
export type { AgentFields, StoredAgent } from './resources/agents';
export type { Change, StoredAuditLog } from './resources/auditLog';
export type { CompanyFields, StoredCompany } from './resources/companies';
export type { ContactFields, StoredContact } from './resources/contacts';
export type { ConversationFields, StoredConversation } from './resources/conversations';
export type { MessageFields, StoredMessage } from './resources/messages';
export type { StoredResponseDraft } from './resources/responseDrafts';
export type { NewSale, StoredSale } from './resources/sales';

/** The lists of an organization, by their names. */
export type ListName =
	| 'contacts'
	| 'companies'
	| 'agents'
	| 'conversations'
	| 'messages'
	| 'messageDrafts'
	| 'responseDrafts'
	| 'sales'
	| 'auditLog';

/** What the date filters compare; HyperRep says it of the audit log and the analytics only. */
export interface DateFilters {
	conversations: 'start' | 'lastActivity' | 'ignored';
	messages: 'sent' | 'ignored';
	sales: 'created' | 'lastActivity' | 'ignored';
	/** Whether a record that lies exactly at `end_date` is in the window. */
	end: 'inclusive' | 'exclusive';
}

/** What HyperRep leaves open, for one organization. */
export interface OrganizationOptions {
	/** The order of all lists, or of each; newest first by default. */
	order?: ListOrder | Partial<Record<ListName, ListOrder>>;
	dates?: Partial<DateFilters>;
	/** How long after their own date the records of a list become visible, in microseconds. */
	delays?: Partial<Record<ListName, Microseconds>>;
	/** What drafts can be; the organization has credentials for both by default. */
	modalities?: readonly DraftModality[];
	/** Whether a change of a sale's status counts as an activity of it; not by default. */
	statusMovesActivity?: boolean;
}

/** How a change of a sale is made. */
interface SaleChangeOptions {
	/** When it happened; now by default. */
	at?: Microseconds;
	/** The number of the agent who did it. */
	agent?: number | null;
	/** Keeps the audit log's entry out of every answer until `auditLog.show`. */
	hidden?: boolean;
}

/** One organization with all that belongs to it. */
export class Organization {
	readonly contacts: ContactList;
	readonly companies: CompanyList;
	readonly agents: AgentList;
	readonly conversations: ConversationList;
	readonly messages: MessageList;
	readonly messageDrafts: MessageDraftList;
	readonly responseDrafts: ResponseDraftList;
	readonly sales: SaleList;
	readonly auditLog: AuditLog;
	readonly dates: Readonly<DateFilters>;
	readonly modalities: ReadonlySet<DraftModality>;

	constructor(
		readonly number: number,
		readonly name: string,
		private readonly options: OrganizationOptions,
		private readonly nextNumber: () => number,
		readonly clock: () => Microseconds = now,
	) {
		this.contacts = new ContactList(this.settingsOf('contacts'));
		this.companies = new CompanyList(this.settingsOf('companies'));
		this.agents = new AgentList(this.settingsOf('agents'));
		this.conversations = new ConversationList(this.settingsOf('conversations'));
		this.messages = new MessageList(this.settingsOf('messages'));
		this.messageDrafts = new MessageDraftList(this.settingsOf('messageDrafts'));
		this.responseDrafts = new ResponseDraftList(this.settingsOf('responseDrafts'));
		this.sales = new SaleList(this.settingsOf('sales'));
		this.auditLog = new AuditLog(this.settingsOf('auditLog'));
		this.dates = {
			conversations: 'start',
			messages: 'sent',
			sales: 'created',
			end: 'inclusive',
			...options.dates,
		};
		this.modalities = new Set(options.modalities ?? ['email', 'text']);
	}

	addCompany(
		name: string,
		domain: string | null = null,
		fields: Partial<CompanyFields> = {},
		options: CreateOptions = {},
	): StoredCompany {
		return this.companies.create({ name, domain, ...fields }, options);
	}

	addAgent(name: string, fields: Partial<AgentFields> = {}): StoredAgent {
		return this.agents.create({ name, ...fields });
	}

	/** @param contact its number */
	addConversation(
		contact: number,
		startAt: Microseconds = this.clock(),
		fields: Partial<ConversationFields> = {},
		options: CreateOptions = {},
	): StoredConversation {
		return this.conversations.create({ contact, startAt, ...fields }, options);
	}

	/**
	 * Adds a message to a conversation: a received email of now by default. Its conversation's last
	 * activity moves with it, at once or, where the message is hidden, when `showMessage` shows it.
	 */
	addMessage(
		conversation: StoredConversation,
		fields: Partial<MessageFields> = {},
		{
			movesActivity,
			...options
		}: CreateOptions & {
			/** Whether the conversation's last activity moves now. */
			movesActivity?: boolean;
		} = {},
	): StoredMessage {
		const message = this.messages.create({ conversation: conversation.number, ...fields }, options);
		if (movesActivity ?? options.hidden !== true) this.noteActivity(message);
		return message;
	}

	/** Adds a message that is written, and not sent. It is no activity. */
	addDraft(conversation: StoredConversation, fields: Partial<MessageFields> = {}): StoredMessage {
		return this.messages.create({
			conversation: conversation.number,
			message_direction: 'sent',
			sentAt: null,
			draftedAt: this.clock(),
			...fields,
		});
	}

	/** Sends a draft. */
	sendDraft(draft: StoredMessage, sentAt: Microseconds = this.clock()): void {
		this.messages.edit(draft.number, { sentAt });
		this.noteActivity(draft);
	}

	/** Lets a hidden message appear, with the last activity of its conversation. */
	showMessage(message: StoredMessage): void {
		this.messages.show(message.number);
		this.noteActivity(message);
	}

	/** Adds a sale, and its insert to the audit log. */
	addSale(fields: NewSale = {}, options: CreateOptions = {}): StoredSale {
		const sale = this.sales.create(fields, options);
		this.auditLog.record('insert', { type: 'sale', number: sale.number }, [], {
			...options,
			createdAt: sale.createdAt,
			agent: sale.owner,
		});
		return sale;
	}

	/** Gives a sale another status. Returns the audit log's entry, which holds the labels. */
	changeSaleStatus(
		sale: StoredSale,
		label: string,
		{ status = codeOf(label), ...options }: SaleChangeOptions & { status?: string | null } = {},
	): StoredAuditLog {
		const at = options.at ?? this.clock();
		const from = sale.statuses.at(-1)?.label ?? null;
		const statuses = [...sale.statuses, { label, status, changedAt: at }];
		const moves = this.options.statusMovesActivity ?? false;
		this.sales.edit(sale.number, { statuses, ...(moves && { lastActivityAt: at }) });
		return this.noteSaleChange(sale, [{ field: 'status', from, to: label }], options);
	}

	/** Changes something else of a sale. Returns the audit log's entry. */
	changeSale(
		sale: StoredSale,
		changes: Partial<StoredSale>,
		noted: Change[] = [{ field: 'custom_fields', from: {}, to: {} }],
		options: SaleChangeOptions = {},
	): StoredAuditLog {
		this.sales.edit(sale.number, { lastActivityAt: options.at ?? this.clock(), ...changes });
		return this.noteSaleChange(sale, noted, options);
	}

	private noteSaleChange(
		sale: StoredSale,
		changes: Change[],
		{ at, ...options }: SaleChangeOptions,
	): StoredAuditLog {
		const record = { type: 'sale' as const, number: sale.number };
		return this.auditLog.record('update', record, changes, { ...options, createdAt: at });
	}

	private noteActivity({ conversation: number, sentAt }: StoredMessage): void {
		const conversation = this.conversations.any(number);
		if (conversation === undefined || sentAt === null) return;
		const lastActivityAt = Math.max(conversation.lastActivityAt, sentAt);
		this.conversations.edit(number, { lastActivityAt });
	}

	private settingsOf(name: ListName): ListSettings {
		const { order = 'newestFirst', delays } = this.options;
		return {
			order: typeof order === 'string' ? order : (order[name] ?? 'newestFirst'),
			delay: delays?.[name],
			nextNumber: () => this.nextNumber(),
			clock: () => this.clock(),
		};
	}
}
