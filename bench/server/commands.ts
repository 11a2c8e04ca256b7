import type { Identifiers } from '../../dev/standIn/identifiers';
import { now, SECOND } from '../../dev/standIn/microseconds';
import { RateLimiter } from '../../dev/standIn/rateLimit';
import { StandIn } from '../../dev/standIn/server';
import type { ListOrder, Organization } from '../../dev/standIn/store';
import { contactFields, isCreated, messageText } from '../records';

/** An organization as the bench wants it. */
export interface NewOrganization {
	contacts?: number;
	conversations?: number;
	/** In each conversation. */
	messages?: number;
	order?: ListOrder;
}

/** Cheap ones: it is the clients that are measured. */
const identifiers: Identifiers = {
	encode: ({ kind, number }) => `HR_id_${kind}_${number}`,
	decode(identifier) {
		const [, kind, digits] = /^HR_id_([a-z_]+)_(\d+)$/.exec(identifier) ?? [];
		return kind === undefined ? undefined : { kind, number: Number(digits) };
	},
};

/** What the bench tells its server to do. Organizations are named by their IDs. */
export class Commands {
	/** By how much the server's clock is ahead of the machine's, in microseconds. */
	private ahead = 0;
	private readonly standIn = new StandIn({
		identifiers,
		isJudged: false,
		clock: () => now() + this.ahead,
	});

	async start(): Promise<{ url: string }> {
		await this.standIn.start();
		return { url: this.standIn.url };
	}

	/** How long each request takes from now on, and how many are answered a second. */
	behave({ latency = 0, perSecond }: { latency?: number; perSecond?: number }): void {
		this.standIn.latency = latency;
		this.standIn.rateLimiter =
			perSecond === undefined ? undefined : new RateLimiter({ count: perSecond });
	}

	/** Adds an organization whose records were created five seconds after one another. */
	addOrganization(wanted: NewOrganization): { id: string } {
		const { contacts = 1, conversations = 0, messages = 0, order = 'newestFirst' } = wanted;
		const organization = this.standIn.addOrganization('Acme Roofing', order);
		const end = this.standIn.clock() - 60 * SECOND;
		const at = (n: number, count: number) => end - (count - n) * 5 * SECOND - 217;
		this.addContacts(organization, contacts, (n) => at(n, contacts));
		const contact = organization.contacts.visible()[0]?.number ?? 0;
		for (let n = 0; n < conversations; n++) {
			const conversation = organization.addConversation(contact, at(n, conversations));
			for (let m = 0; m < messages; m++) {
				const createdAt = conversation.startAt - m * 1000;
				organization.addMessage(conversation, { content: messageText(n, m) }, { createdAt });
			}
		}
		return { id: this.standIn.idOf('organization', organization) };
	}

	removeOrganization({ id }: { id: string }): void {
		const { organizations } = this.standIn;
		organizations.splice(organizations.indexOf(this.find(id)), 1);
	}

	/** Adds contacts that were created within the last `seconds`, in even steps. */
	addNewContacts({ id, count, seconds }: { id: string; count: number; seconds: number }): void {
		const step = Math.floor((seconds * SECOND) / count);
		const end = this.standIn.clock();
		this.addContacts(this.find(id), count, (n) => end - (count - n) * step);
	}

	/** A customer writes in the conversation in which nothing has happened for longest. */
	addNewMessage({ id }: { id: string }): void {
		const organization = this.find(id);
		const conversation = organization.conversations.visible().at(-1);
		if (conversation === undefined) throw new Error('There is no conversation');
		organization.addMessage(conversation, { content: 'It leaks again.' });
	}

	/** Something changes that the audit log notes. */
	addChange({ id }: { id: string }): void {
		this.find(id).addSale();
	}

	/** Moves the server's clock on. */
	pass({ seconds }: { seconds: number }): void {
		this.ahead += seconds * SECOND;
	}

	/** The IDs of every nth contact or conversation, in the order of the list. */
	ids({
		id,
		of,
		every = 1,
	}: {
		id: string;
		of: 'contact' | 'conversation';
		every?: number;
	}): string[] {
		const organization = this.find(id);
		const list = of === 'contact' ? organization.contacts : organization.conversations;
		return list
			.visible()
			.filter((_, n) => n % every === 0)
			.map((record) => this.standIn.idOf(of, record));
	}

	/** The contacts that a run has created, in the order of their names. */
	created({ id }: { id: string }): Array<{ name: string | null }> {
		const created = this.find(id).contacts.visible().filter(isCreated);
		return created
			.map(({ name }) => ({ name }))
			.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
	}

	deleteCreated({ id }: { id: string }): void {
		const { contacts } = this.find(id);
		for (const { number } of contacts.visible().filter(isCreated)) contacts.delete(number);
	}

	/** What was asked since the last time: how many requests, and how many bytes were answered. */
	cost(): { requests: number; bytes: number } {
		const { requests } = this.standIn;
		const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
		this.standIn.forget();
		return { requests: requests.length, bytes };
	}

	private addContacts({ contacts }: Organization, count: number, at: (n: number) => number): void {
		const all = Array.from({ length: count }, (_, n) => ({
			fields: contactFields(n),
			createdAt: at(n),
		}));
		contacts.createMany(all);
		contacts.visible(); // sorts them now, and not within a request
	}

	private find(id: string): Organization {
		const number = identifiers.decode(id)?.number;
		const found = this.standIn.organizations.find((each) => each.number === number);
		if (found === undefined) throw new Error(`There is no organization ${id}`);
		return found;
	}
}
