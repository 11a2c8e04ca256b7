import type {
	Organization,
	StoredAgent,
	StoredAuditLog,
	StoredCompany,
	StoredContact,
	StoredConversation,
	StoredMessage,
	StoredResponseDraft,
	StoredSale,
} from '../../dev/standIn/store';

/** One or two of each record that HyperRep has, all of which belong together. */
export interface Records {
	agent: StoredAgent;
	company: StoredCompany;
	contact: StoredContact;
	/** One is unread and in the inbox, the other has been read. */
	conversation: StoredConversation;
	readConversation: StoredConversation;
	/** All in the first conversation. */
	received: StoredMessage;
	sent: StoredMessage;
	responseDraft: StoredResponseDraft;
	quoted: StoredSale;
	accepted: StoredSale;
	/** The audit log's entry for the sale that was accepted. */
	entry: StoredAuditLog;
}

/** Fills an empty organization. */
export function addRecords(organization: Organization): Records {
	const agent = organization.addAgent('Sam Seller', { email: 'sam@example.com' });
	organization.addAgent('Tess Tailor');
	const company = organization.addCompany('Lumen Fitness', 'lumen-fitness.example');
	organization.addCompany('Cedar & Sons', 'cedar-sons.example');
	const contact = organization.contacts.create({
		name: 'Ines García',
		email: 'ines@example.com',
		phone_number: '+15135550142',
		company: company.number,
		custom_fields: { notes: 'Prefers SMS', source: 'Fair' },
	});
	const owned = { agent: agent.number };
	const conversation = organization.addConversation(contact.number, undefined, {
		...owned,
		isRead: false,
	});
	const readConversation = organization.addConversation(contact.number, undefined, {
		...owned,
		folder: 'sales-follow-up',
		isRead: true,
	});
	const received = organization.addMessage(conversation, { content: '<p>The roof leaks.</p>' });
	const sent = organization.addMessage(conversation, {
		message_direction: 'sent',
		modality: 'text',
		content: 'We come.',
	});
	const responseDraft = organization.responseDrafts.create({ conversation: conversation.number });
	const sale = { owner: agent.number, company: company.number };
	const quoted = organization.addSale(sale);
	const accepted = organization.addSale({ ...sale, price: '980.50' });
	const entry = organization.changeSaleStatus(accepted, 'Accepted');
	return {
		...{ agent, company, contact, conversation, readConversation, received, sent },
		...{ responseDraft, quoted, accepted, entry },
	};
}
