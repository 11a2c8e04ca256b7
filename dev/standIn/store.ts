import { now, type Microseconds } from './microseconds';

/** What a contact holds beside its number and its instants; the names are the API's. */
export interface ContactFields {
	name: string | null;
	email: string | null;
	phone_number: string | null;
	company: number | null;
	custom_fields: Record<string, unknown>;
	company_role: string | null;
	/** Fields that the documentation does not know. */
	extra?: Record<string, unknown>;
}

export interface StoredContact extends ContactFields {
	number: number;
	createdAt: Microseconds;
	/** Rises with every creation and every edit. */
	edition: number;
}

export interface StoredConversation {
	number: number;
	contact: number;
	startAt: Microseconds;
	lastActivityAt: Microseconds;
	folder: string;
	isRead: boolean;
}

export interface StoredCompany {
	number: number;
	name: string;
	domain: string | null;
	createdAt: Microseconds;
}

/** In which order the contacts list comes. HyperRep documents none. */
export type ListOrder = 'newestFirst' | 'oldestFirst' | 'lastEditedFirst' | 'name' | 'none';

export const LIST_ORDERS: readonly ListOrder[] = [
	'newestFirst',
	'oldestFirst',
	'lastEditedFirst',
	'name',
	'none',
];

// Spreads numbers in a fixed order that has nothing to do with their size.
const scattered = (number: number) => Math.imul(number + 1, 0x9e3779b1) >>> 0;

const comparisons: Record<ListOrder, (a: StoredContact, b: StoredContact) => number> = {
	newestFirst: (a, b) => b.createdAt - a.createdAt || b.number - a.number,
	oldestFirst: (a, b) => a.createdAt - b.createdAt || a.number - b.number,
	lastEditedFirst: (a, b) => b.edition - a.edition,
	name: (a, b) => compareText(a.name ?? '', b.name ?? '') || a.number - b.number,
	none: (a, b) => scattered(a.number) - scattered(b.number) || a.number - b.number,
};

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** The contacts of one organization, kept in the order in which the list shows them. */
export class ContactList {
	private readonly byNumber = new Map<number, StoredContact>();
	private readonly hidden = new Map<number, StoredContact>();
	private sorted: StoredContact[] = [];
	private stale = false;
	private editions = 0;

	constructor(
		private readonly order: ListOrder,
		private readonly nextNumber: () => number,
		private readonly clock: () => Microseconds,
	) {}

	/**
	 * Creates a contact. `hidden` keeps it out of every answer until `show`, like a transaction that
	 * has not ended.
	 */
	create(
		fields: Partial<ContactFields> = {},
		{
			createdAt = this.clock(),
			hidden = false,
		}: { createdAt?: Microseconds; hidden?: boolean } = {},
	): StoredContact {
		const contact: StoredContact = {
			number: this.nextNumber(),
			createdAt,
			edition: this.editions++,
			name: null,
			email: null,
			phone_number: null,
			company: null,
			custom_fields: {},
			company_role: null,
			...fields,
		};
		if (hidden) this.hidden.set(contact.number, contact);
		else this.insert(contact);
		return contact;
	}

	/** Creates many at once, sorting only once. */
	createMany(many: Array<{ fields: Partial<ContactFields>; createdAt: Microseconds }>): void {
		this.stale = true;
		for (const { fields, createdAt } of many) this.create(fields, { createdAt });
	}

	show(number: number): void {
		const contact = this.hidden.get(number);
		if (contact === undefined) return;
		this.hidden.delete(number);
		this.insert(contact);
	}

	edit(number: number, changes: Partial<ContactFields>): void {
		const contact = this.byNumber.get(number) ?? this.hidden.get(number);
		if (contact === undefined) return;
		Object.assign(contact, changes, { edition: this.editions++ });
		const isMoved =
			this.order === 'lastEditedFirst' || (this.order === 'name' && 'name' in changes);
		if (isMoved) this.stale = true;
	}

	delete(number: number): void {
		this.hidden.delete(number);
		if (!this.byNumber.delete(number) || this.stale) {
			this.stale = true;
			return;
		}
		this.sorted.splice(
			this.sorted.findIndex((contact) => contact.number === number),
			1,
		);
	}

	get(number: number): StoredContact | undefined {
		return this.byNumber.get(number);
	}

	/** All that can be seen, in the order of the list. */
	visible(): readonly StoredContact[] {
		if (this.stale) {
			this.sorted = [...this.byNumber.values()].sort(comparisons[this.order]);
			this.stale = false;
		}
		return this.sorted;
	}

	/** Where in the list the first contact stands that comes after `contact`. */
	positionAfter(contact: StoredContact): number {
		const list = this.visible();
		let [low, high] = [0, list.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (comparisons[this.order](list[middle], contact) <= 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private insert(contact: StoredContact): void {
		this.byNumber.set(contact.number, contact);
		if (this.stale) return;
		this.sorted.splice(this.positionAfter(contact), 0, contact);
	}
}

/** One organization with all that belongs to it. */
export class Organization {
	readonly contacts: ContactList;
	readonly conversations: StoredConversation[] = [];
	readonly companies: StoredCompany[] = [];

	constructor(
		readonly number: number,
		readonly name: string,
		order: ListOrder,
		private readonly nextNumber: () => number,
		private readonly clock: () => Microseconds = now,
	) {
		this.contacts = new ContactList(order, nextNumber, clock);
	}

	addCompany(name: string, domain: string | null = null): StoredCompany {
		const company = { number: this.nextNumber(), name, domain, createdAt: this.clock() };
		this.companies.push(company);
		return company;
	}

	addConversation(
		contact: number,
		startAt: Microseconds,
		fields: Partial<StoredConversation> = {},
	): StoredConversation {
		const conversation = {
			number: this.nextNumber(),
			contact,
			startAt,
			lastActivityAt: startAt,
			folder: 'inbox',
			isRead: true,
			...fields,
		};
		this.conversations.push(conversation);
		return conversation;
	}
}
