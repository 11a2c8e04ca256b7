import { MINUTE, type Microseconds } from './microseconds';
import { quote } from './resources/sales';
import type { Organization, StoredConversation } from './store';

const DAY = 24 * 60 * MINUTE;

const PRODUCTS = [
	['Roof inspection', '180.00'],
	['Gutter cleaning', '240.50'],
	['Shingle repair', '1200.00'],
	['Flat roof, new', '18450.00'],
] as const;

/** How sales go on; the last of each is their status today. */
const COURSES = [
	['Quote Sent'],
	['Quote Sent', 'In Negotiation'],
	['Quote Sent', 'Accepted'],
	['Quote Sent', 'In Negotiation', 'Accepted'],
	['Quote Sent', 'Declined'],
];

/**
 * Adds one sale for each of some conversations, a day apart, the last one the day before `end`, with
 * their way through the audit log.
 */
export function addSampleSales(
	organization: Organization,
	conversations: readonly StoredConversation[],
	end: Microseconds,
): void {
	const agents = organization.agents.visible();
	const companies = organization.companies.visible();
	for (const [n, conversation] of conversations.entries()) {
		const [label = '', ...later] = COURSES[n % COURSES.length] ?? [];
		const [product, price] = PRODUCTS[n % PRODUCTS.length] ?? PRODUCTS[0];
		const agent = agents[n % Math.max(agents.length, 1)]?.number ?? null;
		const createdAt = end - (conversations.length - n) * DAY;
		const sale = organization.addSale(
			{
				label,
				conversations: [conversation.number],
				contacts: [{ contact: conversation.contact, is_primary: true }],
				company: n % 3 === 0 ? (companies[n % companies.length]?.number ?? null) : null,
				owner: n % 4 === 3 ? null : agent,
				quote_details: {
					...quote(price, product),
					// Prices are text, except where an agent sets them.
					agent_overrides: n % 5 === 3 ? { total_price: 1150 } : {},
				},
				custom_fields: n % 2 === 0 ? { source: 'Website' } : {},
			},
			{ createdAt },
		);
		for (const [step, status] of later.entries()) {
			const at = createdAt + (step + 1) * 5 * 60 * MINUTE;
			organization.changeSaleStatus(sale, status, { at, agent });
		}
	}
}
