import { API_KEY, StandIn, type StandInOptions } from '../../dev/standIn/server';
import type { StoredRecord } from '../../dev/standIn/records';
import type { Organization } from '../../dev/standIn/store';

/** What a response may hold; which parts there are is up to the request. */
interface Body {
	data: Array<Record<string, unknown>>;
	pagination: { next_cursor: string | null };
	detail: Array<Record<string, unknown>>;
	[name: string]: unknown;
}

export interface Reply {
	status: number;
	headers: Headers;
	body: Body;
}

/** An organization with one record of each kind, and a client that speaks HTTP to its stand-in. */
export class Acme {
	readonly standIn: StandIn;
	readonly organization: Organization;
	readonly records;

	constructor(options: StandInOptions = {}) {
		this.standIn = new StandIn(options);
		this.organization = this.standIn.addOrganization('Acme Roofing');
		const { organization } = this;
		const agent = organization.addAgent('Sam Seller', { email: 'sam@acme.example' });
		const company = organization.addCompany('Northwind', 'northwind.example', {
			agent: agent.number,
		});
		const contact = organization.contacts.create({ name: 'Ada', company: company.number });
		const conversation = organization.addConversation(contact.number, undefined, {
			agent: agent.number,
		});
		const message = organization.addMessage(conversation, { subject: 'Hello', content: 'Hi' });
		const sale = organization.addSale({
			owner: agent.number,
			company: company.number,
			contacts: [{ contact: contact.number, is_primary: true }],
			conversations: [conversation.number],
		});
		const entry = organization.changeSaleStatus(sale, 'Accepted', { agent: agent.number });
		this.records = { agent, company, contact, conversation, message, sale, entry };
	}

	id(kind: string, record: StoredRecord | Organization): string {
		return this.standIn.idOf(kind, record);
	}

	/** @param segments of the path below the organization, not yet encoded */
	async get(segments: string[], query: Record<string, string> = {}): Promise<Reply> {
		const search = new URLSearchParams(query).toString();
		return await this.ask(`${this.pathOf(segments)}${search === '' ? '' : `?${search}`}`);
	}

	async post(segments: string[], body: unknown): Promise<Reply> {
		return await this.ask(this.pathOf(segments), {
			method: 'POST',
			headers: { 'X-API-KEY': API_KEY, 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** @param path below `/api/v2`, as it is sent */
	async ask(path: string, init: RequestInit = {}): Promise<Reply> {
		const { standIn } = this;
		const headers = { 'X-API-KEY': API_KEY };
		const response = await fetch(`${standIn.url}/api/v2${path}`, { headers, ...init });
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		return {
			status: response.status,
			headers: response.headers,
			body: isJson ? JSON.parse(text) : text,
		};
	}

	private pathOf(segments: string[]): string {
		const all = ['organizations', this.id('organization', this.organization), ...segments];
		return `/${all.map(encodeURIComponent).join('/')}`;
	}
}

/** Starts Acme before each test, and stops it after. */
export function useAcme(options: StandInOptions = {}): { acme: Acme } {
	const current = {} as { acme: Acme };
	beforeEach(async () => {
		current.acme = new Acme(options);
		await current.acme.standIn.start();
	});
	afterEach(async () => await current.acme.standIn.stop());
	return current;
}
