/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { Identifiers } from '../../dev/standIn/identifiers';
import { now, SECOND } from '../../dev/standIn/microseconds';
import { RateLimiter } from '../../dev/standIn/rateLimit';
import { StandIn } from '../../dev/standIn/server';
import type { ListOrder, Organization } from '../../dev/standIn/store';
import { contactFields, isCreated, messageText } from '../records';

// The program of the server's process: it carries out what the bench calls, and ends with it.

/** An organization as a work wants it. */
export interface NewOrganization {
	contacts?: number;
	conversations?: number;
	/** In each conversation. */
	messages?: number;
	order?: ListOrder;
	/** How long each request takes from now on, in milliseconds. */
	latency?: number;
}

/** What a command came to. */
export interface Reply {
	result?: unknown;
	error?: string;
}

/** Cheap ones: it is the clients that are measured. */
const identifiers: Identifiers = {
	encode: ({ kind, number }) => `HR_id_${kind}_${number}`,
	decode(identifier) {
		const [, kind, digits] = /^HR_id_([a-z_]+)_(\d+)$/.exec(identifier) ?? [];
		return kind === undefined ? undefined : { kind, number: Number(digits) };
	},
};

/** By how much the server's clock is ahead of the machine's, in microseconds. */
let ahead = 0;
const standIn = new StandIn({ identifiers, isJudged: false, clock: () => now() + ahead });

/** What the bench tells its server to do. Organizations are named by their IDs. */
const commands = {
	/** Gives the server's address. */
	start: async () => (await standIn.start()).url,

	/** Forgets all organizations, and responds at once and without a limit. */
	clear() {
		standIn.organizations.splice(0);
		standIn.forget();
		standIn.latency = 0;
		standIn.rateLimiter = undefined;
	},

	/** Accepts so many requests a second from now on. */
	limitTo(perSecond: number) {
		standIn.rateLimiter = new RateLimiter({ count: perSecond });
	},

	/** Adds an organization whose records were created five seconds after one another; gives its ID. */
	addOrganization(wanted: NewOrganization): string {
		const { contacts = 1, conversations = 0, messages = 0, order = 'newestFirst' } = wanted;
		standIn.latency = wanted.latency ?? 0;
		const organization = standIn.addOrganization('Acme Roofing', order);
		const end = standIn.clock() - 60 * SECOND;
		const at = (n: number, count: number) => end - (count - n) * 5 * SECOND - 217;
		addContacts(organization, contacts, (n) => at(n, contacts));
		const contact = organization.contacts.visible()[0]?.number ?? 0;
		for (let n = 0; n < conversations; n++) {
			const conversation = organization.addConversation(contact, at(n, conversations));
			for (let m = 0; m < messages; m++) {
				const createdAt = conversation.startAt - m * 1000;
				organization.addMessage(conversation, { content: messageText(n, m) }, { createdAt });
			}
		}
		return standIn.idOf('organization', organization);
	},

	/** Adds contacts that were created within the last `seconds`, in even steps. */
	addNewContacts(id: string, count: number, seconds: number) {
		const step = Math.floor((seconds * SECOND) / count);
		const end = standIn.clock();
		addContacts(find(id), count, (n) => end - (count - n) * step);
	},

	/** Makes one record new: a contact, a message where nothing has happened for longest, or a change. */
	happen(id: string, what: 'contact' | 'message' | 'change') {
		const organization = find(id);
		const conversation = organization.conversations.visible().at(-1);
		if (what === 'contact') this.addNewContacts(id, 1, 1);
		else if (what === 'change') organization.addSale();
		else if (conversation !== undefined) organization.addMessage(conversation);
	},

	/** Moves the server's clock on. */
	pass(seconds: number) {
		ahead += seconds * SECOND;
	},

	/** Takes away the contacts that a run has created; gives their names in alphabetical order. */
	takeCreated(id: string): Array<{ name: string | null }> {
		const { contacts } = find(id);
		const created = contacts.visible().filter(isCreated);
		for (const { number } of created) contacts.delete(number);
		return created
			.map(({ name }) => ({ name }))
			.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
	},

	/** What was asked since the last time: how many requests, and how many bytes of responses. */
	cost(): { requests: number; bytes: number } {
		const { requests } = standIn;
		const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
		standIn.forget();
		return { requests: requests.length, bytes };
	},
};

export type Commands = typeof commands;

function addContacts({ contacts }: Organization, count: number, at: (n: number) => number): void {
	const all = Array.from({ length: count }, (_, n) => ({
		fields: contactFields(n),
		createdAt: at(n),
	}));
	contacts.createMany(all);
	contacts.visible(); // sorts them now, and not within a request
}

function find(id: string): Organization {
	const number = identifiers.decode(id)?.number;
	const found = standIn.organizations.find((each) => each.number === number);
	if (found === undefined) throw new Error(`There is no organization ${id}`);
	return found;
}

async function carryOut(name: keyof Commands, args: unknown[]): Promise<Reply> {
	try {
		const command = commands[name] as (...args: unknown[]) => unknown;
		return { result: await command.apply(commands, args) };
	} catch (error) {
		return { error: String(error) };
	}
}

process.on('message', ({ name, args }: { name: keyof Commands; args: unknown[] }) => {
	void carryOut(name, args).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
// A Ctrl-C in the terminal reaches this process too; the bench ends it.
process.on('SIGINT', () => undefined);
