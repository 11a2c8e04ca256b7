import { MINUTE, type Microseconds } from './microseconds';
import type { StandIn } from './server';
import type { ContactFields, Organization } from './store';

const FIRST_NAMES = ['Ada', 'Bruno', 'Carmen', 'Diego', 'Edith', 'Farid', 'Greta', 'Hugo', 'Ines'];
const LAST_NAMES = ['Abbott', 'Becker', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Huang'];
const ROLES = ['Owner', 'Facilities Manager', 'Office Manager', null, null];
const COMPANIES = ['Northwind Roofing', 'Blue Harbor Dental', 'Cedar & Sons', 'Lumen Fitness'];

/** The fields of the nth sample contact: always the same for the same `n`. */
export function sampleContact(n: number): Partial<ContactFields> {
	const first = FIRST_NAMES[n % FIRST_NAMES.length];
	const last = LAST_NAMES[Math.floor(n / FIRST_NAMES.length) % LAST_NAMES.length];
	return {
		name: `${first} ${last}`,
		email: n % 10 === 9 ? null : `${first}.${last}.${n}@example.com`.toLowerCase(),
		phone_number: n % 3 === 2 ? null : `+1513555${String(n % 10_000).padStart(4, '0')}`,
		custom_fields: n % 4 === 0 ? { notes: 'Prefers SMS' } : {},
		company_role: ROLES[n % ROLES.length],
	};
}

/**
 * An organization as the demo shows it: companies, `contacts` contacts of the last weeks, and
 * conversations for two in three of them.
 */
export function addSampleOrganization(
	standIn: StandIn,
	{ name = 'Acme Roofing', contacts = 1200 }: { name?: string; contacts?: number } = {},
): Organization {
	const organization = standIn.addOrganization(name);
	const companies = COMPANIES.map((company) =>
		organization.addCompany(company, `${company.toLowerCase().replace(/\W+/g, '-')}.example`),
	);
	const end: Microseconds = standIn.clock() - 30 * MINUTE;
	organization.contacts.createMany(
		Array.from({ length: contacts }, (_, n) => ({
			fields: {
				...sampleContact(n),
				company: n % 5 === 0 ? (companies[n % companies.length]?.number ?? null) : null,
			},
			// Odd steps, so that fractions of seconds occur as they do in HyperRep.
			createdAt: end - (contacts - n) * (37 * MINUTE + 782_565),
		})),
	);
	for (const contact of organization.contacts.visible()) {
		for (let n = 0; n < contact.number % 3; n++) {
			organization.addConversation(contact.number, contact.createdAt + (n + 1) * MINUTE, {
				folder: n === 0 ? 'inbox' : 'primary',
				isRead: contact.number % 2 === 0,
			});
		}
	}
	return organization;
}
