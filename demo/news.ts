import { addSampleCustomer } from '../dev/standIn/sampleData';
import type { Organization, StoredContact, StoredSale } from '../dev/standIn/store';

/** What customers write, one after the other. */
const MESSAGES = [
	'Hello, when could somebody look at our roof? It leaks near the chimney.',
	'Thank you for the quote. Is the old material taken away?',
	'We would like to move the appointment to next week. Does Tuesday work?',
	'The invoice names the wrong company. Could you send it again?',
	'Great work, thank you! Our neighbour would like a quote, too.',
];

/** The way of a sale; after the last status, a new sale begins. */
const STATUSES = ['Quote Sent', 'In Negotiation', 'Accepted'];

/** What happens in an organization while somebody tries the nodes out. */
export class News {
	private rounds = 0;
	private sale?: StoredSale;

	constructor(private readonly organization: Organization) {}

	/** A new contact who writes, a message of another customer, and a sale with another status. */
	happen(): void {
		this.addContact();
		this.writeMessage();
		this.moveSale();
		this.rounds++;
	}

	addContact(): StoredContact {
		return addSampleCustomer(this.organization, this.organization.contacts.visible().length);
	}

	/** Somebody accepts a quote. */
	acceptSale(): void {
		this.organization.changeSaleStatus(this.organization.addSale(), 'Accepted');
	}

	/** A customer writes in one of the first ten conversations. */
	private writeMessage(): void {
		const conversations = this.organization.conversations.visible().slice(0, 10);
		const conversation = conversations[this.rounds % conversations.length];
		const content = MESSAGES[this.rounds % MESSAGES.length];
		if (conversation === undefined || content === undefined) return;
		this.organization.addMessage(conversation, { subject: 'Your roof', content });
		this.organization.conversations.edit(conversation.number, { isRead: false });
	}

	private moveSale(): void {
		const step = STATUSES[this.rounds % STATUSES.length] ?? 'Quote Sent';
		if (this.sale === undefined || step === STATUSES[0]) {
			const [company] = this.organization.companies.visible();
			this.sale = this.organization.addSale({ label: step, company: company?.number ?? null });
		} else {
			this.organization.changeSaleStatus(this.sale, step);
		}
	}
}
