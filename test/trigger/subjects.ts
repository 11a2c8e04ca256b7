import type { IDataObject } from 'n8n-workflow';

import type { Microseconds } from '../../dev/standIn/microseconds';
import type {
	ListOrder,
	Organization,
	OrganizationOptions,
	StoredConversation,
	StoredSale,
} from '../../dev/standIn/store';

/** Something that an event reports. */
export interface Thing {
	number: number;
	at: Microseconds;
}

interface Appearance {
	at: Microseconds;
	/** Keeps it out of every response until `show`. */
	hidden?: boolean;
}

/** How the things that an event reports come, change and go in the stand-in. */
export interface Subject {
	event: string;
	/** Orders that its list may have. */
	orders: ListOrder[];
	/** What else HyperRep leaves open for it. */
	options?: OrganizationOptions;
	/** Whether things can be deleted so that nothing of them is left. */
	canDelete: boolean;
	create(organization: Organization, n: number, appearance: Appearance): Thing;
	show(organization: Organization, thing: Thing): void;
	/** Changes what can change about it. */
	edit(organization: Organization, thing: Thing, n: number): void;
	delete(organization: Organization, thing: Thing): void;
	/** The field with the instant by which it counts, and the one that names it. */
	at(record: IDataObject): unknown;
	/** The ID, or the number itself, of what was emitted. */
	nameOf(record: IDataObject): unknown;
}

const ALL: ListOrder[] = ['newestFirst', 'oldestFirst', 'lastEditedFirst', 'name', 'none'];

/** A name that is nowhere near its neighbours' in the alphabet. */
const nameFor = (n: number) =>
	`${String.fromCharCode(65 + ((n * 7) % 26))}${(n * 7919) % 10_007} ${n}`;

const contactCreated: Subject = {
	event: 'contactCreated',
	orders: ALL,
	canDelete: true,
	create({ contacts }, n, { at, hidden }) {
		const fields = { name: nameFor(n), email: `${n}@example.com`, phone_number: `+1415555${n}` };
		const { number } = contacts.create(fields, { createdAt: at, hidden });
		return { number, at };
	},
	show: ({ contacts }, { number }) => contacts.show(number),
	edit({ contacts }, { number }, n) {
		contacts.edit(
			number,
			n % 2 === 0 ? { name: `Edited ${n}` } : { email: `edited.${n}@example.com` },
		);
	},
	delete: ({ contacts }, { number }) => contacts.delete(number),
	at: ({ created_at }) => created_at,
	nameOf: ({ contact_id }) => contact_id,
};

const companyCreated: Subject = {
	event: 'companyCreated',
	// It shares all of its code with contacts, which are played in every order.
	orders: ['newestFirst'],
	canDelete: true,
	create({ companies }, n, { at, hidden }) {
		const fields = { name: nameFor(n), domain: `company${n}.example.com` };
		const { number } = companies.create(fields, { createdAt: at, hidden });
		return { number, at };
	},
	show: ({ companies }, { number }) => companies.show(number),
	edit({ companies }, { number }, n) {
		companies.edit(
			number,
			n % 2 === 0 ? { name: `Edited ${n}` } : { domain: `edited${n}.example.com` },
		);
	},
	delete: ({ companies }, { number }) => companies.delete(number),
	at: ({ created_at }) => created_at,
	nameOf: ({ company_id }) => company_id,
};

const conversationStarted = (
	conversations: 'start' | 'lastActivity' | 'ignored',
	orders: ListOrder[],
): Subject => ({
	event: 'conversationStarted',
	orders,
	options: { dates: { conversations } },
	canDelete: true,
	create(organization, n, { at, hidden }) {
		const fields = { folder: nameFor(n).toLowerCase().replace(' ', '-') };
		const { number } = organization.addConversation(1_000_000 + n, at, fields, {
			createdAt: at,
			hidden,
		});
		return { number, at };
	},
	show: ({ conversations: list }, { number }) => list.show(number),
	edit(organization, { number, at }, n) {
		const changes = n % 2 === 0 ? { isRead: n % 4 === 0 } : { lastActivityAt: at + 1_000_000 };
		organization.conversations.edit(number, changes);
	},
	delete: ({ conversations: list }, { number }) => list.delete(number),
	at: ({ start_at }) => start_at,
	nameOf: ({ conversation_id }) => conversation_id,
});

/** The conversations of an organization in which its messages are, made when they are first needed. */
const conversationsOf = new WeakMap<Organization, StoredConversation[]>();
const CONVERSATIONS = 7;

function conversationFor(organization: Organization, n: number, at: Microseconds) {
	const all = conversationsOf.get(organization) ?? [];
	conversationsOf.set(organization, all);
	let conversation = all[n % CONVERSATIONS];
	if (
		conversation === undefined ||
		organization.conversations.any(conversation.number) === undefined
	) {
		const fields = { folder: nameFor(n).toLowerCase().replace(' ', '-') };
		conversation = organization.addConversation(1_000_000 + n, at, fields);
		all[n % CONVERSATIONS] = conversation;
	}
	return conversation;
}

const messages = (direction: 'received' | 'sent', orders: ListOrder[]): Subject => ({
	event: direction === 'sent' ? 'messageSent' : 'messageReceived',
	orders,
	canDelete: true,
	create(organization, n, { at, hidden }) {
		const conversation = conversationFor(organization, n, at);
		const { number } = organization.addMessage(
			conversation,
			{
				sentAt: at,
				subject: `Subject ${n}`,
				content: `Text ${n}`,
				message_direction: direction,
			},
			{ createdAt: at, hidden },
		);
		return { number, at };
	},
	show(organization, { number }) {
		const message = organization.messages.any(number);
		if (message !== undefined) organization.showMessage(message);
	},
	edit: ({ messages }, { number }, n) => messages.edit(number, { call_transcript: `Call ${n}` }),
	delete: ({ messages }, { number }) => messages.delete(number),
	at: ({ sent_at }) => sent_at,
	nameOf: ({ message_id }) => message_id,
});

const messageReceived = messages('received', [
	'lastActivityFirst',
	'oldestFirst',
	'lastEditedFirst',
	'none',
]);
const messageSent = messages('sent', ['lastActivityFirst']);

const saleCreated = (
	sales: 'created' | 'lastActivity' | 'ignored',
	orders: ListOrder[],
): Subject => ({
	event: 'saleCreated',
	orders,
	options: { dates: { sales } },
	canDelete: true,
	create(organization, n, { at, hidden }) {
		const fields = { label: nameFor(n), price: `${n}.00` };
		const { number } = organization.addSale(fields, { createdAt: at, hidden });
		return { number, at };
	},
	show: ({ sales: list }, { number }) => list.show(number),
	edit(organization, { number, at }, n) {
		const sale = organization.sales.any(number);
		if (sale === undefined) return;
		if (n % 2 === 0) organization.changeSaleStatus(sale, `Edited ${n}`, { at });
		else organization.changeSale(sale, {}, undefined, { at: at + 1_000_000 });
	},
	delete: ({ sales: list }, { number }) => list.delete(number),
	at: ({ created_at }) => created_at,
	nameOf: ({ sale_id }) => sale_id,
});

const salesOf = new WeakMap<Organization, StoredSale[]>();
const SALES = 5;

const saleStatusChanged: Subject = {
	event: 'saleStatusChanged',
	orders: ['newestFirst', 'oldestFirst', 'none'],
	canDelete: false,
	create(organization, n, { at, hidden }) {
		const sales = salesOf.get(organization) ?? [];
		salesOf.set(organization, sales);
		const sale = (sales[n % SALES] ??= organization.addSale({}, { createdAt: at }));
		const { number } = organization.changeSaleStatus(sale, `Status ${n}`, { at, hidden });
		organization.changeSale(sale, {}, undefined, { at });
		labels.set(`Status ${n}`, number);
		return { number, at };
	},
	show: ({ auditLog }, { number }) => auditLog.show(number),
	edit: () => undefined,
	delete: () => undefined,
	at: ({ status_change }) => (status_change as IDataObject).occurred_at,
	nameOf: ({ status_change }) => labels.get(String((status_change as IDataObject).to)),
};

/** The number of the audit log's entry for each status; labels are numbered throughout a world. */
const labels = new Map<string, number>();

const recordChanged: Subject = {
	event: 'recordChanged',
	orders: ['newestFirst', 'oldestFirst', 'none'],
	canDelete: false,
	create({ auditLog }, n, { at, hidden }) {
		const changes = [{ field: 'custom_fields', from: n, to: n + 1 }];
		const record = { type: 'sale' as const, number: 1_000_000 + n };
		const { number } = auditLog.record('update', record, changes, { createdAt: at, hidden });
		return { number, at };
	},
	show: ({ auditLog }, { number }) => auditLog.show(number),
	edit: () => undefined,
	delete: () => undefined,
	at: ({ occurred_at }) => occurred_at,
	nameOf: ({ audit_log_id }) => audit_log_id,
};

/** Every event; conversations and sales once for each meaning that their date filter may have. */
export const SUBJECTS: Subject[] = [
	contactCreated,
	companyCreated,
	conversationStarted('start', ALL),
	conversationStarted('lastActivity', ['lastActivityFirst', 'none']),
	conversationStarted('ignored', ['oldestFirst']),
	messageReceived,
	messageSent,
	saleCreated('created', ['newestFirst', 'none']),
	saleCreated('lastActivity', ['lastActivityFirst']),
	saleCreated('ignored', ['oldestFirst']),
	saleStatusChanged,
	recordChanged,
];

export { contactCreated, conversationStarted, messageReceived, messageSent, saleStatusChanged };
