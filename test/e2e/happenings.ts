import { toTimestamp } from '../../dev/standIn/microseconds';
import type { StandIn } from '../../dev/standIn/server';
import type { Organization } from '../../dev/standIn/store';

/** How something happens that starts a workflow, and how it is recognized in what is emitted. */
export interface Happening {
	/** The trigger's event. */
	event: string;
	/** Prepares an organization; what happens here is before the activation. */
	prepare(organization: Organization): void;
	/** Lets it happen once more, and names it. */
	happen(organization: Organization, standIn: StandIn): string;
	/** Names what an item is about, in the same way. */
	keyOf(item: Record<string, unknown>): string;
}

/** Those of all events. */
export const HAPPENINGS: Happening[] = [
	{
		event: 'contactCreated',
		prepare: (organization) => void organization.contacts.create({ name: 'Before' }),
		happen: (organization, standIn) =>
			standIn.idOf('contact', organization.contacts.create({ name: 'New' })),
		keyOf: ({ contact_id }) => String(contact_id),
	},
	{
		event: 'companyCreated',
		prepare: (organization) => void organization.addCompany('Before'),
		happen: (organization, standIn) => standIn.idOf('company', organization.addCompany('New')),
		keyOf: ({ company_id }) => String(company_id),
	},
	{
		event: 'conversationStarted',
		prepare: (organization) => void converse(organization),
		happen: (organization, standIn) => standIn.idOf('conversation', converse(organization)),
		keyOf: ({ conversation_id }) => String(conversation_id),
	},
	{
		event: 'messageReceived',
		prepare(organization) {
			for (let n = 0; n < 3; n++) {
				organization.addMessage(converse(organization), { content: 'Before' });
			}
		},
		happen(organization, standIn) {
			// Each in the conversation that was silent for the longest time, beside what is no event.
			const conversation = organization.conversations.visible().at(-1)!;
			organization.addMessage(conversation, { message_direction: 'sent', content: 'Ours' });
			organization.addDraft(conversation, { content: 'Not sent' });
			const message = organization.addMessage(conversation, { content: 'New' });
			return standIn.idOf('message', message);
		},
		keyOf: ({ message_id }) => String(message_id),
	},
	{
		event: 'messageSent',
		prepare(organization) {
			organization.addMessage(converse(organization), { message_direction: 'sent' });
		},
		happen(organization, standIn) {
			const conversation = organization.conversations.visible().at(-1)!;
			organization.addMessage(conversation, { content: 'Theirs' });
			const draft = organization.addDraft(conversation, { content: 'New' });
			organization.sendDraft(draft);
			return standIn.idOf('message', draft);
		},
		keyOf: ({ message_id }) => String(message_id),
	},
	{
		event: 'saleCreated',
		prepare: (organization) => void organization.addSale(),
		happen: (organization, standIn) => standIn.idOf('sale', organization.addSale()),
		keyOf: ({ sale_id }) => String(sale_id),
	},
	{
		event: 'saleStatusChanged',
		prepare: (organization) => void organization.addSale(),
		happen(organization) {
			const sale = organization.sales.visible()[0]!;
			const isAccepted = sale.statuses.at(-1)?.label === 'Accepted';
			organization.changeSale(sale, { custom_fields: { touched: true } });
			const entry = organization.changeSaleStatus(sale, isAccepted ? 'Quote Sent' : 'Accepted');
			return `${isAccepted ? 'Quote Sent' : 'Accepted'} at ${toTimestamp(entry.occurredAt)}`;
		},
		keyOf({ status_change }) {
			const { to, occurred_at } = status_change as { to: string; occurred_at: string };
			return `${to} at ${occurred_at}`;
		},
	},
	{
		event: 'recordChanged',
		prepare: (organization) => void organization.addSale(),
		happen(organization, standIn) {
			const [sale] = organization.sales.visible();
			return standIn.idOf('audit_log', organization.changeSale(sale!, {}));
		},
		keyOf: ({ audit_log_id }) => String(audit_log_id),
	},
];

function converse(organization: Organization) {
	const contact = organization.contacts.visible()[0] ?? organization.contacts.create({ name: 'A' });
	return organization.addConversation(contact.number);
}
