/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { ListOrder, StoredConversation, StoredSale } from '../../dev/standIn/store';
import { IDS, World } from './fixture';
import type * as quick from './quick';
import {
	conversationStarted,
	messageReceived,
	messageSent,
	saleStatusChanged,
	type Subject,
} from './subjects';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

// Filters that come, change and go between polls, with Max Records, restarts and failures.

const SEED = Number(process.env.SEED ?? 1);

/** How many histories are played of each event. */
const RUNS = Number(process.env.RUNS ?? 1);

/** What things are, which filters tell apart. */
const KINDS = ['email', 'text', 'call'];

/** An event with a filter. */
interface Filtered {
	title: string;
	subject: Subject;
	order: ListOrder;
	/** The filter's name in the panel. */
	filter: string;
	/** Makes something of a kind. */
	maker(world: World): (kind: string, name: string, n: number) => void;
	nameOf(record: IDataObject, world: World): unknown;
	kindOf(record: IDataObject): unknown;
}

const messages = (
	subject: Subject,
	direction: 'received' | 'sent',
	order: ListOrder,
): Filtered => ({
	title: `messages ${direction}`,
	subject,
	order,
	filter: 'modalities',
	maker(world) {
		const { organization } = world;
		const all: StoredConversation[] = [];
		return (modality, name, n) => {
			const conversation = (all[n % 3] ??= organization.addConversation(1, world.time));
			organization.addMessage(conversation, {
				modality,
				subject: name,
				message_direction: direction,
				sentAt: world.time,
			});
		};
	},
	nameOf: ({ subject: name }) => name,
	kindOf: ({ modality }) => modality,
});

const CASES: Filtered[] = [
	messages(messageReceived, 'received', 'lastActivityFirst'),
	messages(messageReceived, 'received', 'none'),
	messages(messageSent, 'sent', 'lastActivityFirst'),
	{
		title: 'conversations',
		subject: conversationStarted('start', []),
		order: 'newestFirst',
		filter: 'folders',
		maker: (world) => (folder, _, n) => {
			world.organization.addConversation(n, world.time, { folder });
		},
		// The contact does not exist, so its number is all that names it.
		nameOf: ({ contact_id: id }, { standIn }) =>
			`Thing ${standIn.identifiers.decode(String(id))?.number}`,
		kindOf: ({ folder }) => folder,
	},
	{
		title: 'statuses',
		subject: saleStatusChanged,
		order: 'newestFirst',
		filter: 'statuses',
		maker(world) {
			const all: StoredSale[] = [];
			return (status, name, n) => {
				const sale = (all[n % 3] ??= world.organization.addSale({}, { createdAt: world.time }));
				world.organization.changeSaleStatus(sale, name, { status, at: world.time });
			};
		},
		nameOf: ({ status_change: change }) => (change as IDataObject).to,
		kindOf: ({ status_change: change, status_history: history }) =>
			(history as IDataObject[]).find(({ label }) => label === (change as IDataObject).to)?.status,
	},
];

type Step =
	| { kind: 'create'; of: number }
	| { kind: 'filter'; kinds: number }
	| { kind: 'most'; records: number }
	| { kind: 'pass'; seconds: number }
	| { kind: 'poll' | 'hurry' | 'restart' | 'overlap' }
	| { kind: 'fail'; page: number };

const only = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind) });
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ kind: fc.constant('create' as const), of: fc.nat(2) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('filter' as const), kinds: fc.nat(7) }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('most' as const), records: fc.nat(3) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(200) }) },
	{ weight: 6, arbitrary: only('poll' as const) },
	{ weight: 1, arbitrary: only('hurry' as const) },
	{ weight: 1, arbitrary: only('restart' as const) },
	{ weight: 1, arbitrary: only('overlap' as const) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), page: fc.nat(4) }) },
);

/** What is known of something that has happened. */
interface Happened {
	kind: string;
	emitted: number;
	/** Whether it would have passed in each poll since, and in any. */
	always: boolean;
	ever: boolean;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

/** Plays steps, and checks what each poll emits. */
class Player {
	private readonly things = new Map<string, Happened>();
	/** Those that a poll has processed, now and when n8n last saved the state. */
	private dealtWith = new Set<string>();
	private saved = new Set<string>();
	/** Whether the last poll had time and room for everything. */
	private isCaughtUp = true;
	private wanted: string[] = [];
	private most = Infinity;
	private readonly make: ReturnType<Filtered['maker']>;

	constructor(
		private readonly world: World,
		private readonly filtered: Filtered,
	) {
		this.make = filtered.maker(world);
	}

	async play(step: Step): Promise<void> {
		const { world } = this;
		switch (step.kind) {
			case 'create':
				return this.create(KINDS[step.of] ?? '');
			case 'filter':
				this.wanted = KINDS.filter((_, n) => (step.kinds >> n) % 2 === 1);
				return this.change();
			case 'most':
				this.most = step.records === 0 ? Infinity : step.records;
				return this.change();
			case 'pass':
				return world.pass(step.seconds);
			case 'hurry':
				world.trigger.budget = 0;
				await this.poll(false);
				world.trigger.budget = 300_000;
				return;
			case 'restart':
				world.trigger.restart();
				this.dealtWith = new Set(this.saved);
				this.isCaughtUp = false;
				return;
			case 'overlap':
				// One of the two emits nothing: right after a restart the first one, else the second one.
				this.note(sum(await Promise.all([this.poll(false), this.poll(false)])));
				return;
			case 'fail':
				world.standIn.faults.add({ fault: { kind: 'status', status: 503 }, skip: step.page });
				await this.poll(false).catch(() => undefined);
				world.standIn.faults.clear();
				return;
			default:
				await this.poll();
		}
	}

	/** Polls until everything must have been emitted, and compares. */
	async finish(): Promise<void> {
		this.most = Infinity;
		this.change();
		for (let n = 0; n < 6; n++) {
			this.world.pass(30);
			await this.poll();
		}
		for (const [name, { emitted, always, ever }] of this.things) {
			if (always) expect([name, emitted]).toEqual([name, 1]);
			if (!ever) expect([name, emitted]).toEqual([name, 0]);
		}
	}

	private create(kind: string): void {
		this.world.pass(1);
		const name = `Thing ${this.things.size}`;
		this.make(kind, name, this.things.size);
		this.things.set(name, { kind, emitted: 0, always: true, ever: false });
	}

	private change(): void {
		const options = this.most === Infinity ? {} : { maxRecords: this.most };
		this.world.trigger.change({ filters: { [this.filtered.filter]: this.wanted }, options });
	}

	/** @param isWhole whether the poll processes everything if it emits less than it may */
	private async poll(isWhole = true): Promise<number> {
		const passes = (kind: unknown) =>
			this.wanted.length === 0 || this.wanted.includes(String(kind));
		for (const thing of this.things.values()) {
			thing.always &&= passes(thing.kind);
			thing.ever ||= passes(thing.kind);
		}
		const { wanted, most } = this;
		const records = await this.world.trigger.poll();
		for (const record of records) {
			const name = String(this.filtered.nameOf(record, this.world));
			const thing = this.things.get(name);
			expect([name, wanted, passes(this.filtered.kindOf(record))]).toEqual([name, wanted, true]);
			expect([name, this.dealtWith.has(name), thing?.emitted]).toEqual([name, false, 0]);
			if (thing !== undefined) thing.emitted++;
			this.dealtWith.add(name);
		}
		expect(records.length).toBeLessThanOrEqual(most);
		this.note(records.length, isWhole);
		return records.length;
	}

	private note(emitted: number, isWhole = true): void {
		const isCaughtUp = isWhole && emitted < this.most;
		// One that resumes a pass need not see what is younger than that.
		if (isCaughtUp && this.isCaughtUp) {
			for (const name of this.things.keys()) this.dealtWith.add(name);
		}
		this.isCaughtUp = isCaughtUp;
		if (emitted > 0) this.saved = new Set(this.dealtWith);
	}
}

describe(`random filters (SEED=${SEED})`, () => {
	const cases = CASES.flatMap((filtered) => IDS.map((ids) => ({ ...filtered, ids })));
	test.each(cases)('$title, order "$order", $ids IDs', async (filtered) => {
		const property = fc.asyncProperty(
			fc.array(step, { minLength: 50, maxLength: 50 }),
			fc.constantFrom(3, 500),
			async (steps, longestPage) => {
				const world = await new World(filtered, { longestPage, isJudged: false }).start();
				try {
					world.addOld(5);
					await world.activate();
					const player = new Player(world, filtered);
					for (const one of steps) await player.play(one);
					await player.finish();
				} finally {
					await world.stop();
				}
			},
		);
		await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
	});
});
