import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ActiveTrigger } from '../../dev/n8n/ActiveTrigger';
import { byId } from '../../dev/n8n/locator';
import { reencodedIdentifiers, stableIdentifiers } from '../../dev/standIn/identifiers';
import { SECOND, type Microseconds } from '../../dev/standIn/microseconds';
import { StandIn, type StandInOptions } from '../../dev/standIn/server';
import {
	LIST_ORDERS,
	type ContactFields,
	type ListOrder,
	type Organization,
	type StoredContact,
} from '../../dev/standIn/store';

/** Every order that a list may have, with IDs that stay and IDs that are written anew each time. */
export const LISTS = LIST_ORDERS.flatMap((order) =>
	(['stable', 're-encoded'] as const).map((ids) => ({ order, ids })),
);

/** An organization on a server whose clock stands until it is moved, and a trigger that polls it. */
export class World {
	time: Microseconds = Date.UTC(2026, 2, 10, 12) * 1000;
	readonly standIn: StandIn;
	organization: Organization;
	trigger: ActiveTrigger;
	/** The number of contacts that came out of the trigger, by their number in the store. */
	readonly emitted = new Map<number, number>();
	private created = 0;

	constructor(order: ListOrder, ids: 'stable' | 're-encoded', options: StandInOptions = {}) {
		this.standIn = new StandIn({
			order,
			identifiers: ids === 'stable' ? stableIdentifiers : reencodedIdentifiers(),
			clock: () => this.time,
			...options,
		});
		this.organization = this.standIn.addOrganization('Acme Roofing');
		this.trigger = undefined as unknown as ActiveTrigger;
	}

	async start(): Promise<this> {
		await this.standIn.start();
		this.trigger = this.newTrigger();
		return this;
	}

	newTrigger(parameters: INodeParameters = {}): ActiveTrigger {
		return new ActiveTrigger({
			baseUrl: this.standIn.url,
			parameters: {
				event: 'contactCreated',
				organizationId: byId(this.standIn.idOf('organization', this.organization)),
				...parameters,
			},
		});
	}

	/** Moves the server's clock on. */
	pass(seconds: number): void {
		this.time += Math.round(seconds * SECOND);
	}

	/** Creates a contact, with a name that is nowhere near its neighbours' in the alphabet. */
	create(
		fields: Partial<ContactFields> = {},
		options: { createdAt?: Microseconds; hidden?: boolean } = {},
	): StoredContact {
		const n = this.created++;
		const initial = String.fromCharCode(65 + ((n * 7) % 26));
		const name = `${initial}${(n * 7919) % 10_007} ${n}`;
		// Where nobody gives it, contacts come one second after the other.
		if (options.createdAt === undefined) this.pass(1);
		return this.organization.contacts.create(
			{ name, email: `${n}@example.com`, phone_number: `+1415555${n}`, ...fields },
			options,
		);
	}

	/** Contacts of earlier days, none of them near another. */
	addOld(count: number): void {
		for (let n = 0; n < count; n++) {
			this.create({}, { createdAt: this.time - (count - n) * 3_600_500_000 - 86_400_000_000 });
		}
	}

	/** Polls, and counts what came out by the number of the contact. */
	async poll(): Promise<number[]> {
		return this.count(await this.trigger.poll());
	}

	async activate(): Promise<number[]> {
		return this.count(await this.trigger.activate());
	}

	count(contacts: IDataObject[]): number[] {
		const times = contacts.map(({ created_at: text }) => Date.parse(String(text)));
		expect(times).toEqual([...times].sort((a, b) => a - b));
		return contacts.map((contact) => {
			const number = this.standIn.identifiers.decode(String(contact.contact_id))?.number ?? 0;
			this.emitted.set(number, (this.emitted.get(number) ?? 0) + 1);
			return number;
		});
	}

	/** Requests and contacts that the last polls have moved; forgets them. */
	cost(): { requests: number; contacts: number } {
		const { requests } = this.standIn;
		const contacts = requests.reduce((sum, { records }) => sum + records, 0);
		this.standIn.forget();
		return { requests: requests.length, contacts };
	}
}

export const numbersOf = (contacts: StoredContact[]) => contacts.map(({ number }) => number);
