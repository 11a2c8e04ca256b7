import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ActiveTrigger, DurableTrigger } from './ActiveTrigger';
import { byId } from '../../dev/n8n/locator';
import { reencodedIdentifiers, stableIdentifiers } from '../../dev/standIn/identifiers';
import { SECOND, type Microseconds } from '../../dev/standIn/microseconds';
import { StandIn, type StandInOptions } from '../../dev/standIn/server';
import type { ListOrder, Organization } from '../../dev/standIn/store';
import { contactCreated, SUBJECTS, type Subject, type Thing } from './subjects';

export type Ids = 'stable' | 're-encoded';
export const IDS: Ids[] = ['stable', 're-encoded'];

/** A list that an event may meet. */
export interface ListCase {
	subject: Subject;
	event: string;
	order: ListOrder;
	ids: Ids;
	dates: string;
}

/** Every event with every order of its list, with stable IDs and IDs that are written differently each time. */
export const LISTS: ListCase[] = SUBJECTS.flatMap((subject) =>
	subject.orders.flatMap((order) =>
		IDS.map((ids) => ({
			subject,
			event: subject.event,
			order,
			ids,
			dates: Object.values(subject.options?.dates ?? {}).join(' '),
		})),
	),
);

/** The contacts list in every order. */
export const CONTACT_LISTS = LISTS.filter(({ event }) => event === 'contactCreated');

const started = new Set<World>();

afterEach(async () => {
	await Promise.all([...started].map(async (world) => await world.stop()));
});

/** An organization on a server whose clock stands until it is moved, and a trigger that polls it. It ends with its test. */
export class World {
	time: Microseconds = Date.UTC(2026, 2, 10, 12) * 1000;
	readonly standIn: StandIn;
	organization: Organization;
	/** How often each thing was emitted, by its number in the store. */
	readonly emitted = new Map<number, number>();
	readonly subject: Subject;
	private active: ActiveTrigger | undefined;
	private created = 0;

	constructor(
		{
			subject = contactCreated,
			order,
			ids,
		}: Pick<ListCase, 'order' | 'ids'> & { subject?: Subject },
		options: StandInOptions = {},
	) {
		this.subject = subject;
		this.standIn = new StandIn({
			order,
			identifiers: ids === 'stable' ? stableIdentifiers : reencodedIdentifiers(),
			clock: () => this.time,
			...subject.options,
			...options,
		});
		this.organization = this.standIn.addOrganization('Acme Roofing');
	}

	async start(): Promise<this> {
		await this.standIn.start();
		started.add(this);
		this.active = new ActiveTrigger(this.setup());
		return this;
	}

	async stop(): Promise<void> {
		started.delete(this);
		await this.standIn.stop();
	}

	get trigger(): ActiveTrigger {
		if (this.active === undefined) throw new Error('The world was not started');
		return this.active;
	}

	durableTrigger(parameters: INodeParameters = {}): DurableTrigger {
		return new DurableTrigger(this.setup(parameters));
	}

	setup(parameters: INodeParameters = {}) {
		return {
			baseUrl: this.standIn.url,
			parameters: {
				event: this.subject.event,
				organizationId: byId(this.standIn.idOf('organization', this.organization)),
				...parameters,
			},
		};
	}

	/** Moves the server's clock on. */
	pass(seconds: number): void {
		this.time += Math.round(seconds * SECOND);
	}

	/** Something new, one second after the last one where nobody says when. */
	create({ at, hidden }: { at?: Microseconds; hidden?: boolean } = {}): Thing {
		if (at === undefined) this.pass(1);
		return this.subject.create(this.organization, this.created++, { at: at ?? this.time, hidden });
	}

	show(thing: Thing): void {
		this.subject.show(this.organization, thing);
	}

	edit(thing: Thing, n = 0): void {
		this.subject.edit(this.organization, thing, n);
	}

	delete(thing: Thing): void {
		this.subject.delete(this.organization, thing);
	}

	/** Things of earlier days, none of them near another. */
	addOld(count: number): void {
		for (let n = 0; n < count; n++) {
			this.create({ at: this.time - (count - n) * 3_600_500_000 - 86_400_000_000 });
		}
	}

	/** Polls, and counts what was emitted by the number of the thing. */
	async poll(): Promise<number[]> {
		return this.count(await this.trigger.poll());
	}

	async activate(): Promise<number[]> {
		return this.count(await this.trigger.activate());
	}

	count(records: IDataObject[]): number[] {
		const times = records.map((record) => Date.parse(String(this.subject.at(record))));
		expect(times).toEqual([...times].sort((a, b) => a - b));
		return records.map((record) => {
			const name = this.subject.nameOf(record);
			const number =
				typeof name === 'string' ? this.standIn.identifiers.decode(name)?.number : Number(name);
			if (number === undefined) throw new Error(`Something else was emitted: ${String(name)}`);
			this.emitted.set(number, (this.emitted.get(number) ?? 0) + 1);
			return number;
		});
	}

	/** Each of these was emitted exactly once, and nothing else was. */
	expectOnce(things: Thing[]): void {
		const byNumber = (a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0);
		const expected = things.map(({ number }) => [number, 1]).sort(byNumber);
		expect([...this.emitted].sort(byNumber)).toEqual(expected);
	}

	/** Holds the next request, or the next one of an organization, until it is released. */
	holdRequest(organization?: Organization): { isHeld: Promise<void>; release: () => void } {
		let release = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const isHeld = new Promise<void>((resolve) => {
			const act = async () => {
				resolve();
				await released;
			};
			const id = organization && this.standIn.idOf('organization', organization);
			const matches = ({ path }: { path: string }) => id === undefined || path.includes(id);
			this.standIn.faults.add({ fault: { kind: 'meanwhile', act }, matches, times: 1 });
		});
		return { isHeld, release };
	}

	/** Requests and records that the last polls have moved; forgets them. */
	cost(): { requests: number; records: number } {
		const { requests } = this.standIn;
		const records = requests.reduce((sum, request) => sum + request.records, 0);
		this.standIn.forget();
		return { requests: requests.length, records };
	}
}

export const numbersOf = (things: Thing[]) => things.map(({ number }) => number);

/** Starts a trigger with filters and options, in a world where something happened before it is published. */
export async function beginWith(
	list: ConstructorParameters<typeof World>[0],
	filters: INodeParameters = {},
	options: INodeParameters = {},
): Promise<World> {
	const world = await new World(list).start();
	world.addOld(20);
	world.trigger.change({ filters, options });
	await world.activate();
	world.cost();
	return world;
}
