import type { Microseconds } from './microseconds';
import { Lists } from './lists';
import type { CreateOptions } from './records';
import { AgentList, type AgentFields, type StoredAgent } from './resources/agents';
import { AuditLog, type Change, type StoredAuditLog } from './resources/auditLog';
import { CompanyList, type CompanyFields, type StoredCompany } from './resources/companies';
import { ContactList } from './resources/contacts';
import {
	ConversationList,
	type ConversationFields,
	type StoredConversation,
} from './resources/conversations';
import { MessageDraftList } from './resources/messageDrafts';
import { MessageList, type MessageFields, type StoredMessage } from './resources/messages';
import { ResponseDraftList } from './resources/responseDrafts';
import { codeOf, SaleList, type NewSale, type StoredSale } from './resources/sales';

export type { OrganizationOptions } from './lists';
export { LIST_ORDERS, type ListOrder } from './orders';
export type { CreateOptions } from './records';
export type { AgentFields, StoredAgent } from './resources/agents';
export type { Change, StoredAuditLog } from './resources/auditLog';
export type { CompanyFields, StoredCompany } from './resources/companies';
export type { ContactFields, StoredContact } from './resources/contacts';
export type { ConversationFields, StoredConversation } from './resources/conversations';
export type { MessageFields, StoredMessage } from './resources/messages';
export type { StoredResponseDraft } from './resources/responseDrafts';
export type { NewSale, StoredSale } from './resources/sales';

/** How a change of a sale is made. */
interface SaleChangeOptions {
	/** When it happened; now by default. */
	at?: Microseconds;
	/** The number of the agent who did it. */
	agent?: number | null;
	/** Whether it was made with the API key, and not by a person. */
	isOwn?: boolean;
	/** Keeps the audit log's entry out of every response until `auditLog.show`. */
	hidden?: boolean;
}

/** One organization with all that belongs to it. */
export class Organization extends Lists {
	readonly contacts = this.list(ContactList);
	readonly companies = this.list(CompanyList);
	readonly agents = this.list(AgentList);
	readonly conversations = this.list(ConversationList);
	readonly messages = this.list(MessageList);
	readonly messageDrafts = this.list(MessageDraftList);
	readonly responseDrafts = this.list(ResponseDraftList);
	readonly sales = this.list(SaleList);
	readonly auditLog = this.list(AuditLog);

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
}
