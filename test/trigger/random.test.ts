/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';

import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import type { StoredContact } from '../../dev/standIn/store';
import { LISTS, World } from './fixture';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);

/** What may happen; `pick` chooses among the contacts that there are. */
type Step =
	| { kind: 'create' | 'createTwin' | 'createLate'; pick: number }
	| { kind: 'edit' | 'delete' | 'show'; pick: number }
	| { kind: 'pass'; seconds: number }
	| { kind: 'poll' | 'restart' | 'overlap' | 'hurry' }
	| { kind: 'fail'; page: number }
	| { kind: 'meanwhile'; page: number; pick: number };

const pick = fc.nat(10_000);
const page = fc.nat(6);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('create' as const), pick }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('createTwin' as const), pick }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('createLate' as const), pick }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), pick }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), pick }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('show' as const), pick }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(100) }) },
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('poll' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('overlap' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('hurry' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), page }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('meanwhile' as const), page, pick }) },
);

/** Plays steps, and remembers which contacts there are and which are gone. */
class Player {
	private readonly contacts: StoredContact[] = [];
	private readonly hidden: StoredContact[] = [];
	private readonly deleted = new Set<number>();

	constructor(
		private readonly world: World,
		private readonly areIdsKnownToStay: boolean,
	) {}

	async play(step: Step): Promise<void> {
		const { world } = this;
		this.showWhatIsDue();
		switch (step.kind) {
			case 'create':
				this.contacts.push(world.create());
				return;
			case 'createTwin':
				this.createTwin(step.pick);
				return;
			case 'createLate':
				world.pass(0.25);
				this.hidden.push(world.create({}, { createdAt: world.time, hidden: true }));
				return;
			case 'edit':
				this.edit(step.pick);
				return;
			case 'delete':
				this.delete(step.pick);
				return;
			case 'show':
				this.show(step.pick);
				return;
			case 'pass':
				// Never so far that a hidden contact would be later than HyperRep promises to be.
				for (let n = 0; n < step.seconds; n++) {
					world.pass(1);
					this.showWhatIsDue();
				}
				return;
			case 'poll':
				await world.poll();
				return;
			case 'restart':
				world.trigger.restart();
				return;
			case 'overlap':
				await Promise.all([world.poll(), world.poll()]);
				return;
			case 'hurry':
				world.trigger.budget = 0;
				await world.poll();
				world.trigger.budget = 300_000;
				return;
			case 'fail':
				await this.failAt(step.page);
				return;
			case 'meanwhile':
				await this.changeAt(step.page, step.pick);
				return;
			default:
		}
	}

	/** Polls until everything must have come out, and compares. */
	async finish(): Promise<void> {
		while (this.hidden.length > 0) this.show(0);
		for (let n = 0; n < 4; n++) await this.world.poll();
		for (const { number } of this.contacts) {
			const times = this.world.emitted.get(number) ?? 0;
			// A contact that is gone may have been so before any poll.
			if (this.deleted.has(number)) expect([number, times > 1]).toEqual([number, false]);
			else expect([number, times]).toEqual([number, 1]);
		}
		expect(this.world.emitted.size).toBeLessThanOrEqual(this.contacts.length);
	}

	private showWhatIsDue(): void {
		while (this.hidden.length > 0 && this.hidden[0].createdAt <= this.world.time - 295 * SECOND) {
			this.show(0);
		}
	}

	private show(pick: number): void {
		const [contact] = this.hidden.splice(pick % Math.max(1, this.hidden.length), 1);
		if (contact === undefined) return;
		this.world.organization.contacts.show(contact.number);
		this.contacts.push(contact);
	}

	/** Another contact of the same microsecond, as far as that is still recent. */
	private createTwin(pick: number): void {
		const twin = this.contacts[this.contacts.length - 1 - (pick % 5)];
		if (twin === undefined || twin.createdAt < this.world.time - 4 * MINUTE) return;
		if (!this.areIdsKnownToStay && this.deleted.has(twin.number)) return;
		this.contacts.push(this.world.create({}, { createdAt: twin.createdAt }));
	}

	private edit(pick: number): void {
		const contact = this.contacts[pick % Math.max(1, this.contacts.length)];
		if (contact === undefined) return;
		// Never all of what a part of the list can recognize a contact by, where its ID does not stay.
		const changes = [{ name: `Edited ${pick}` }, { email: `edited.${pick}@example.com` }];
		this.world.organization.contacts.edit(contact.number, changes[pick % 2]);
	}

	private delete(pick: number): void {
		const contact = this.contacts[pick % Math.max(1, this.contacts.length)];
		if (contact === undefined) return;
		// Where IDs do not stay, or nothing has shown yet that they do, nobody could tell a contact that
		// went from another of its microsecond that came.
		const isAlone = [...this.contacts, ...this.hidden].every(
			({ number, createdAt }) => number === contact.number || createdAt !== contact.createdAt,
		);
		if (!this.areIdsKnownToStay && !isAlone) return;
		this.world.organization.contacts.delete(contact.number);
		this.deleted.add(contact.number);
	}

	private async failAt(skip: number): Promise<void> {
		const { faults } = this.world.standIn;
		faults.add({ fault: { kind: 'status', status: 503 }, skip });
		await this.world.poll().catch(() => []);
		faults.clear();
	}

	private async changeAt(skip: number, pick: number): Promise<void> {
		const { faults } = this.world.standIn;
		const act = () => {
			if (pick % 2 === 0) this.delete(pick);
			else this.contacts.push(this.world.create());
		};
		faults.add({ fault: { kind: 'meanwhile', act }, skip, times: 2 });
		await this.world.poll();
		faults.clear();
	}
}

describe(`thousands of random steps (SEED=${SEED})`, () => {
	beforeEach(() => {});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	test.each(LISTS)(
		'order "$order", $ids IDs',
		async ({ order, ids }) => {
			const property = fc.asyncProperty(
				fc.array(step, { minLength: 60, maxLength: 60 }),
				fc.constantFrom(3, 17, 500),
				fc.constantFrom('position' as const, 'record' as const),
				fc.nat(60),
				async (steps, longestPage, cursors, old) => {
					const world = await new World(order, ids, { longestPage, cursors }).start();
					try {
						world.addOld(old);
						await world.activate();
						const player = new Player(world, ids === 'stable' && old > 0);
						for (const one of steps) await player.play(one);
						await player.finish();
					} finally {
						await world.standIn.stop();
					}
				},
			);
			await fc.assert(property, { seed: SEED, numRuns: 12, endOnFailure: true });
		},
		60_000,
	);
});
