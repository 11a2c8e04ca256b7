import { within, type Call, type PageOf } from '../call';
import { readWindow } from '../dates';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { ORGANIZATION, type Route } from '../router';

interface SaleStatus {
	/** The organization's own word. */
	label: string;
	/** HyperRep's code. */
	status: string | null;
	changedAt: Microseconds;
}

interface SaleFields {
	/** The numbers of its conversations. */
	conversations: number[];
	company: number | null;
	/** The number of the agent who owns it. */
	owner: number | null;
	contacts: Array<{ contact: number; is_primary: boolean }>;
	/** Differs by organization; prices are text. */
	quote_details: Record<string, unknown>;
	custom_fields: Record<string, unknown>;
	/** Oldest first: the last is the current one. */
	statuses: SaleStatus[];
	lastActivityAt: Microseconds;
	extra?: Record<string, unknown>;
}

export interface StoredSale extends SaleFields, StoredRecord {
	createdAt: Microseconds;
}

/** A new sale; its first status can be given as a label. */
export type NewSale = Partial<SaleFields> & { label?: string; price?: string };

export class SaleList extends RecordList<StoredSale, NewSale> {
	static readonly listName = 'sales';
	readonly kind = 'sale';

	protected make(
		{ label = 'Quote Sent', price = '1200.00', ...fields }: NewSale,
		createdAt: Microseconds,
	) {
		return {
			createdAt,
			conversations: [],
			company: null,
			owner: null,
			contacts: [],
			quote_details: quote(price),
			custom_fields: {},
			statuses: [{ label, status: codeOf(label), changedAt: createdAt }],
			lastActivityAt: createdAt,
			...fields,
		};
	}

	protected present(sale: StoredSale, idOf: IdWriter) {
		const history = sale.statuses.map(({ label, status, changedAt }) => ({
			label,
			status,
			changed_at: toTimestamp(changedAt),
		}));
		return {
			sale_id: idOf('sale', sale.number),
			associated_conversation_ids: sale.conversations.map((each) => idOf('conversation', each)),
			company_id: idOf('company', sale.company),
			owner_id: idOf('agent', sale.owner),
			associated_contacts: sale.contacts.map(({ contact, is_primary }) => ({
				contact_id: idOf('contact', contact),
				is_primary,
			})),
			quote_details: sale.quote_details,
			custom_fields: sale.custom_fields,
			current_status: history.at(-1) ?? null,
			status_history: history,
			created_at: toTimestamp(sale.createdAt),
			last_activity_at: toTimestamp(sale.lastActivityAt),
		};
	}

	dateOf = (sale: StoredSale) => sale.createdAt;
	protected nameOf = (sale: StoredSale) => sale.statuses.at(-1)?.label ?? '';
	protected override activityOf = (sale: StoredSale) => sale.lastActivityAt;
}

/** A quote for one product; prices are text, as HyperRep writes them. */
export function quote(price: string, product = 'Roof inspection', quantity = 1) {
	return {
		output: { currency: 'USD', total_price: price },
		arguments: { products: [{ quantity, unit_price: price, product_name: product }] },
		agent_overrides: {},
	};
}

/** The codes that were seen; an organization's own labels may have none. */
export function codeOf(label: string): string | null {
	return { 'Quote Sent': 'quote_sent', Accepted: 'accepted' }[label] ?? null;
}

export const saleRoutes: Route[] = [
	{ method: 'GET', path: `${ORGANIZATION}/sales`, respond: (call) => salesOf(call) },
	{
		method: 'GET',
		path: `${ORGANIZATION}/sales/{sale_id}`,
		respond: (call) => call.showFound(call.list(SaleList)),
	},
];

/** A page of sales, of one agent or of all. */
export function salesOf(call: Call, of?: PageOf<StoredSale>['of']): unknown {
	const { dates } = call.organization;
	const window = readWindow(call.query);
	const dateOf = {
		created: (sale: StoredSale) => sale.createdAt,
		lastActivity: (sale: StoredSale) => sale.lastActivityAt,
	};
	const keep =
		dates.sales === 'ignored' ? undefined : within(window, dateOf[dates.sales], dates.end);
	return call.page(call.list(SaleList), { of, keep });
}
