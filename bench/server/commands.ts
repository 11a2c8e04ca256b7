import { digest, type Digest } from '../checksum';
import { stableIdentifiers, type Identifiers, type Reference } from '../../dev/standIn/identifiers';
import { now, SECOND } from '../../dev/standIn/microseconds';
import { sampleContact } from '../../dev/standIn/sampleData';
import { StandIn } from '../../dev/standIn/server';
import type { ListOrder, Organization, StoredContact } from '../../dev/standIn/store';

/** What was asked of the server since it was told to forget. */
export interface Cost {
	requests: number;
	/** Of the answers' bodies. */
	bytes: number;
	mostInFlight: number;
}

/** What the bench tells its server to do. Organizations are named by their IDs. */
export class Commands {
	/** By how much the server's clock is ahead of the machine's, in microseconds. */
	private ahead = 0;
	private readonly standIn = new StandIn({
		identifiers: rememberedIdentifiers(stableIdentifiers),
		clock: () => now() + this.ahead,
		isJudged: false, // it is the clients that are measured
	});

	async start(): Promise<{ url: string }> {
		await this.standIn.start();
		return { url: this.standIn.url };
	}

	/** How long each request takes from now on. */
	setLatency({ milliseconds }: { milliseconds: number }): void {
		this.standIn.latency = milliseconds;
	}

	/** Adds an organization with contacts that were created five seconds after one another. */
	addOrganization({ contacts, order }: { contacts: number; order: ListOrder }): { id: string } {
		const organization = this.standIn.addOrganization('Acme Roofing', order);
		const end = this.standIn.clock() - 60 * SECOND;
		organization.contacts.createMany(
			Array.from({ length: contacts }, (_, n) => ({
				fields: sampleContact(n),
				createdAt: end - (contacts - n) * 5 * SECOND - 217,
			})),
		);
		organization.contacts.visible(); // sorts them now, and not within the first request
		return { id: this.standIn.idOf('organization', organization) };
	}

	removeOrganization({ id }: { id: string }): void {
		const { organizations } = this.standIn;
		organizations.splice(organizations.indexOf(this.find(id)), 1);
	}

	/** Adds contacts that were created within the last `seconds`, in even steps. */
	addNewContacts({ id, count, seconds }: { id: string; count: number; seconds: number }): void {
		const { contacts } = this.find(id);
		const step = Math.floor((seconds * SECOND) / count);
		const end = this.standIn.clock();
		contacts.createMany(
			Array.from({ length: count }, (_, n) => ({
				fields: sampleContact(n),
				createdAt: end - (count - n) * step,
			})),
		);
		contacts.visible();
	}

	/** Deletes all contacts of an organization. */
	empty({ id }: { id: string }): void {
		const { contacts } = this.find(id);
		for (const { number } of [...contacts.visible()]) contacts.delete(number);
	}

	/** Moves the server's clock on. */
	pass({ seconds }: { seconds: number }): void {
		this.ahead += seconds * SECOND;
	}

	/** What the whole list of contacts has to come out as. */
	digestOfList({ id }: { id: string }): Digest {
		return this.digest(this.find(id).contacts.visible());
	}

	/** What the newest contacts have to come out as, oldest first. */
	digestOfNewest({ id, count }: { id: string; count: number }): Digest {
		const contacts = [...this.find(id).contacts.visible()];
		contacts.sort((a, b) => a.createdAt - b.createdAt || a.number - b.number);
		return this.digest(contacts.slice(-count));
	}

	/** What all contacts have to come out as in the order of their names. */
	digestByName({ id }: { id: string }): Digest {
		const byName = (a: StoredContact, b: StoredContact) =>
			String(a.name) < String(b.name) ? -1 : 1;
		return this.digest([...this.find(id).contacts.visible()].sort(byName));
	}

	/** The IDs of some contacts from all over the list, and what these have to come out as. */
	pick({ id, count }: { id: string; count: number }): { ids: string[]; expected: Digest } {
		const all = this.find(id).contacts.visible();
		const step = Math.floor(all.length / count);
		const contacts = Array.from({ length: count }, (_, n) => all[n * step]);
		const ids = contacts.map((contact) => this.standIn.idOf('contact', contact));
		return { ids, expected: this.digest(contacts) };
	}

	/** What was asked since the last time; begins to count anew. */
	cost(): Cost {
		const { requests, mostInFlight } = this.standIn;
		const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
		this.standIn.forget();
		return { requests: requests.length, bytes, mostInFlight };
	}

	private find(id: string): Organization {
		const number = this.standIn.identifiers.decode(id)?.number;
		const found = this.standIn.organizations.find((each) => each.number === number);
		if (found === undefined) throw new Error(`There is no organization ${id}`);
		return found;
	}

	private digest(contacts: readonly StoredContact[]): Digest {
		const identified = contacts.map((contact) => ({
			contact_id: this.standIn.idOf('contact', contact),
			name: contact.name,
		}));
		return digest(identified);
	}
}

/** The same identifiers, each worked out once: it is the clients that are measured. */
function rememberedIdentifiers(identifiers: Identifiers): Identifiers {
	const contacts = new Map<number, string>();
	const encodeContact = (reference: Reference) => {
		const known = contacts.get(reference.number);
		if (known !== undefined) return known;
		const identifier = identifiers.encode(reference);
		contacts.set(reference.number, identifier);
		return identifier;
	};
	return {
		encode: (reference) =>
			reference.kind === 'contact' ? encodeContact(reference) : identifiers.encode(reference),
		decode: (identifier) => identifiers.decode(identifier),
	};
}
