import { MINUTE, type Microseconds } from './microseconds';
import { addSampleMessages } from './sampleMessages';
import { addSampleSales } from './sampleSales';
import type { StandIn } from './server';
import type {
	ContactFields,
	Organization,
	StoredCompany,
	StoredContact,
	StoredConversation,
} from './store';

const DAY = 24 * 60 * MINUTE;

const FIRST_NAMES = ['Ada', 'Bruno', 'Carmen', 'Diego', 'Edith', 'Farid', 'Greta', 'Hugo', 'Ines'];
const LAST_NAMES = ['Abbott', 'Becker', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Huang'];
const ROLES = ['Owner', 'Facilities Manager', 'Office Manager', null, null];
const AGENTS = ['Sam Seller', 'Priya Patel', 'Tom Turner'];
const COMPANIES = [
	['Northwind Roofing', '12 Main Street, Cincinnati, OH 45202'],
	['Blue Harbor Dental', '480 Harbor Drive, Portland, ME 04101'],
	['Cedar & Sons', null],
	['Lumen Fitness', '7 Market Square, Austin, TX 78701'],
] as const;

const MAX_SALES = 60;
const PENDING_DRAFTS = 3;

/**
 * The fields of the nth sample contact: always the same for the same `n`.
 *
 * @param companies those that a contact with a role may work for
 */
export function sampleContact(
	n: number,
	companies: readonly StoredCompany[] = [],
): Partial<ContactFields> {
	const first = FIRST_NAMES[n % FIRST_NAMES.length];
	const last = LAST_NAMES[Math.floor(n / FIRST_NAMES.length) % LAST_NAMES.length];
	const role = ROLES[n % ROLES.length] ?? null;
	const company = role === null ? undefined : companies[n % companies.length];
	return {
		name: `${first} ${last}`,
		email: n % 10 === 9 ? null : `${first}.${last}.${n}@example.com`.toLowerCase(),
		phone_number: n % 3 === 2 ? null : `+1513555${String(n % 10_000).padStart(4, '0')}`,
		custom_fields: n % 4 === 0 ? { notes: 'Prefers SMS' } : {},
		company: company?.number ?? null,
		company_role: role,
	};
}

/** A new contact as the demo's customers come: it wrote a first message a moment ago. */
export function addSampleCustomer(organization: Organization, n: number): StoredContact {
	const companies = organization.companies.visible();
	const contact = organization.contacts.create(sampleContact(n, companies));
	const conversation = organization.addConversation(contact.number, undefined, { isRead: false });
	organization.addMessage(conversation, {
		subject: 'A quote, please',
		content: 'Hello, what would a new roof for our garage cost?',
	});
	return contact;
}

/**
 * An organization as the demo shows it: agents, companies, `contacts` contacts of the last weeks,
 * conversations with messages for two in three of them, sales, and drafts that wait for a review.
 */
export function addSampleOrganization(
	standIn: StandIn,
	{ name = 'Acme Roofing', contacts = 1200 }: { name?: string; contacts?: number } = {},
): Organization {
	const end: Microseconds = standIn.clock() - 30 * MINUTE;
	const organization = standIn.addOrganization(name);
	// Other organizations have other contacts.
	const first = (standIn.organizations.length - 1) * 2000;
	addPeople(organization, end);
	addContacts(organization, { first, count: contacts, end });
	const conversations = addConversations(organization);
	addSampleSales(organization, conversations.slice(-MAX_SALES), end);
	addDrafts(organization, conversations.slice(-PENDING_DRAFTS));
	return organization;
}

function addPeople(organization: Organization, end: Microseconds): void {
	const agents = AGENTS.map((agent, n) =>
		organization.addAgent(agent, {
			email: n === 2 ? null : `${agent.toLowerCase().replace(' ', '.')}@acme.example`,
		}),
	);
	for (const [n, [company, address]] of COMPANIES.entries()) {
		organization.addCompany(
			company,
			`${company.toLowerCase().replace(/\W+/g, '-')}.example`,
			{ address, agent: agents[n]?.number ?? null, custom_fields: n === 0 ? { tier: 'Gold' } : {} },
			{ createdAt: end - (90 - n) * DAY },
		);
	}
}

function addContacts(
	{ contacts, companies }: Organization,
	{ first, count, end }: { first: number; count: number; end: Microseconds },
): void {
	const all = companies.visible();
	contacts.createMany(
		Array.from({ length: count }, (_, n) => ({
			fields: sampleContact(first + n, all),
			// Odd steps, so that fractions of seconds occur as they do in HyperRep.
			createdAt: end - (count - n) * (37 * MINUTE + 782_565),
		})),
	);
}

/** Conversations with messages: none, one or two for a contact. Returns them, oldest first. */
function addConversations(organization: Organization): StoredConversation[] {
	const agents = organization.agents.visible();
	const conversations: StoredConversation[] = [];
	for (const contact of [...organization.contacts.visible()].reverse()) {
		for (let n = 0; n < contact.number % 3; n++) {
			const conversation = organization.addConversation(
				contact.number,
				contact.createdAt + (n + 1) * MINUTE,
				{
					folder: n === 0 ? 'inbox' : contact.number % 2 === 0 ? 'primary' : 'sales-follow-up',
					isRead: contact.number % 2 === 0,
					agent: agents[contact.number % agents.length]?.number ?? null,
				},
			);
			addSampleMessages(organization, conversation, conversations.length);
			conversations.push(conversation);
		}
	}
	return conversations;
}

/** Replies that wait, noted in the audit log with the conversations that they are for. */
function addDrafts(organization: Organization, conversations: StoredConversation[]): void {
	const { responseDrafts, auditLog } = organization;
	for (const conversation of conversations) {
		const at = conversation.lastActivityAt;
		const draft = responseDrafts.create(
			{ conversation: conversation.number, body_html: '<p>Thank you, we will call you.</p>' },
			{ createdAt: at },
		);
		auditLog.record('insert', { type: 'conversation', number: conversation.number }, [], {
			createdAt: conversation.startAt,
		});
		auditLog.record('insert', { type: 'response_draft', number: draft.number }, [], {
			createdAt: at,
		});
	}
}
