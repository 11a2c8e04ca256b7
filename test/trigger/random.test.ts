/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';

import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import { LISTS, World } from './fixture';
import type * as quick from './quick';
import type { Thing } from './subjects';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);
jest.mock('n8n-workflow', () => jest.requireActual<typeof quick>('./quick').sleepless());

// The same histories in every run of CI; another seed plays others.
const SEED = Number(process.env.SEED ?? 1);

/** How many histories are played in each list. */
const RUNS = Number(process.env.RUNS ?? 1);

/** What may happen; `pick` chooses among the things that exist. */
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

/** Plays steps, and remembers which things there are and which are gone. */
class Player {
	private readonly things: Thing[] = [];
	private readonly hidden: Thing[] = [];
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
				this.things.push(world.create());
				return;
			case 'createTwin':
				this.createTwin(step.pick);
				return;
			case 'createLate':
				world.pass(0.25);
				this.hidden.push(world.create({ at: world.time, hidden: true }));
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
				// Never so far that a hidden thing would be later than HyperRep promises to be.
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
				// On a busy machine, not even one request may be in time: then the poll fails, and changes nothing.
				await world.poll().catch(() => []);
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

	/** Polls until everything must have been emitted, and compares. */
	async finish(): Promise<void> {
		while (this.hidden.length > 0) this.show(0);
		for (let n = 0; n < 8; n++) {
			this.world.pass(30);
			await this.world.poll();
		}
		for (const { number } of this.things) {
			const times = this.world.emitted.get(number) ?? 0;
			// A thing that is gone may have been so before any poll.
			if (this.deleted.has(number)) expect([number, times > 1]).toEqual([number, false]);
			else expect([number, times]).toEqual([number, 1]);
		}
		expect(this.world.emitted.size).toBeLessThanOrEqual(this.things.length);
	}

	private showWhatIsDue(): void {
		while ((this.hidden[0]?.at ?? Infinity) <= this.world.time - 295 * SECOND) this.show(0);
	}

	private show(pick: number): void {
		const [thing] = this.hidden.splice(pick % Math.max(1, this.hidden.length), 1);
		if (thing === undefined) return;
		this.world.show(thing);
		this.things.push(thing);
	}

	/** Another thing of the same microsecond, as far as that is still recent. */
	private createTwin(pick: number): void {
		const twin = this.things[this.things.length - 1 - (pick % 5)];
		if (twin === undefined || twin.at < this.world.time - 4 * MINUTE) return;
		if (!this.areIdsKnownToStay && this.deleted.has(twin.number)) return;
		this.things.push(this.world.create({ at: twin.at }));
	}

	private edit(pick: number): void {
		const thing = this.things[pick % Math.max(1, this.things.length)];
		if (thing !== undefined) this.world.edit(thing, pick);
	}

	private delete(pick: number): void {
		const thing = this.things[pick % Math.max(1, this.things.length)];
		if (thing === undefined || !this.world.subject.canDelete) return;
		// Where IDs do not stay, or nothing has shown yet that they do, nobody could tell a thing that
		// went from another of its microsecond that came.
		const isAlone = [...this.things, ...this.hidden].every(
			({ number, at }) => number === thing.number || at !== thing.at,
		);
		if (!this.areIdsKnownToStay && !isAlone) return;
		this.world.delete(thing);
		this.deleted.add(thing.number);
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
			else this.things.push(this.world.create());
		};
		faults.add({ fault: { kind: 'meanwhile', act }, skip, times: 2 });
		await this.world.poll();
		faults.clear();
	}
}

describe(`thousands of random steps (SEED=${SEED})`, () => {
	test.each(LISTS)(
		'$event, order "$order", $ids IDs $dates',
		async (list) => {
			const property = fc.asyncProperty(
				fc.array(step, { minLength: 60, maxLength: 60 }),
				fc.constantFrom(3, 17, 500),
				fc.constantFrom('position' as const, 'record' as const),
				fc.nat(60),
				async (steps, longestPage, cursors, old) => {
					const options = { longestPage, cursors, isJudged: false };
					const world = await new World(list, options).start();
					try {
						world.addOld(old);
						await world.activate();
						const player = new Player(world, list.ids === 'stable' && old > 0);
						for (const one of steps) await player.play(one);
						await player.finish();
					} finally {
						await world.stop();
					}
				},
			);
			await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
		},
		60_000,
	);
});
