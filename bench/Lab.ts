import type { Workplace } from '../dev/realN8n/program';
import { showProgress, type Watch } from '../dev/realN8n/watch';
import { exact, inWords, type Sample, type Series, type Spread } from './measure';
import { startBenchN8n, type BenchN8n } from './n8n/benchN8n';
import { digest, OF_MEMORY, type Digest } from './n8n/recordRuns';
import type { MeasuredWorkflow, Target } from './n8n/workflows';
import type { NewOrganization } from './server/commands';
import { startServer, type Server } from './server/server';

export const PACKAGE = 'this package';
export const HTTP_REQUEST = 'HTTP Request';

/** Timed runs of works that take half a minute a run. */
export const FEW_ROUNDS = 2;

/** One way to do a work: a workflow in n8n, or something in the bench's own process. */
export interface Way {
	name: string;
	job: MeasuredWorkflow | (() => Promise<Array<Record<string, unknown>>>);
	/** What must come out. */
	expected: Digest;
	/** Makes a run ready, and is not timed. */
	prepare?: () => Promise<unknown>;
	/** Throws where a run has left something wrong. */
	check?: () => Promise<void>;
}

/** What works are measured with, and what was found so far. */
export class Lab {
	readonly series: Series[] = [];
	/** The goals, as rows of a table; the last cell is `yes` if one is reached. */
	readonly goals: string[][] = [];
	/** What polls cost, as rows of a table. */
	readonly polls: string[][] = [];
	/** Timed runs of each way at the most, after one that is not timed. */
	readonly rounds: number;

	private constructor(
		readonly n8n: BenchN8n,
		readonly server: Server,
		readonly watch: Watch,
		private readonly isQuick: boolean,
	) {
		this.rounds = isQuick ? 1 : 5;
	}

	/** @param isQuick for trying the bench out with little; its figures say little */
	static async open(isQuick: boolean, workplace: Workplace): Promise<Lab> {
		const server = await startServer(workplace.cleanUp);
		const n8n = await startBenchN8n(workplace, server.url);
		return new Lab(n8n, server, workplace.watch, isQuick);
	}

	/** How much is done in a work. */
	size(full: number, least = 20): number {
		return this.isQuick ? Math.max(least, Math.round(full / 100)) : full;
	}

	/** Adds an organization, which is there until the work is over. */
	async organization(wanted: NewOrganization): Promise<Target> {
		const organizationId = await this.server.call('addOrganization', wanted);
		return { credential: this.n8n.credential, baseUrl: this.server.url, organizationId };
	}

	/**
	 * Does a work in all ways in turn, A, B, A, B, …, so that all of them meet what else the machine
	 * does. The first round is not timed.
	 */
	async compare(
		work: string,
		ways: Way[],
		rounds = this.rounds,
		quantity: keyof Sample = 'milliseconds',
	): Promise<Series> {
		const values = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
		const run = async () => {
			for (let round = 0; round <= Math.min(rounds, this.rounds); round++) {
				for (const way of ways) {
					const sample = await this.run(way);
					if (round > 0) values.get(way.name)?.push(sample[quantity] ?? NaN);
				}
			}
		};
		await showProgress(work, run, this.watch);
		const series = { work, quantity, values };
		this.series.push(series);
		return series;
	}

	/** The same of n8n's memory, in runs of their own: n8n's hook knows them by the workflow's name. */
	async compareMemory(
		work: string,
		jobs: Record<string, MeasuredWorkflow>,
		expected: Digest,
		rounds = this.rounds,
	) {
		const ways = Object.entries(jobs).map(([name, { workflow, measured }]) => {
			const named = { ...workflow, name: `${workflow.name}${OF_MEMORY}` };
			return { name, job: { workflow: named, measured }, expected };
		});
		return await this.compare(`${work}: memory`, ways, rounds, 'bytes');
	}

	/** Does a work once, and throws where the result is wrong. */
	async run({ job, expected, prepare, check }: Way): Promise<Sample> {
		this.watch.signal.throwIfAborted();
		await prepare?.();
		const outcome = await (typeof job === 'function' ? time(job) : this.n8n.run(job));
		expectSame('What came out', outcome, expected);
		await check?.();
		return outcome;
	}

	/** Notes whether a median reaches a goal. */
	expect(
		work: string,
		measured: Spread,
		limit: { atMost: number } | { atLeast: number },
		unit: string,
	): void {
		const { median } = measured;
		const [isReached, bound] =
			'atMost' in limit
				? [median <= limit.atMost, `≤ ${limit.atMost}`]
				: [median >= limit.atLeast, `≥ ${limit.atLeast}`];
		const told = inWords(measured, '', exact);
		this.goals.push([work, `${bound} ${unit}`, told, isReached ? 'yes' : '**no**']);
	}
}

/** Does a job in the bench's own process. */
async function time(job: () => Promise<Array<Record<string, unknown>>>): Promise<Sample & Digest> {
	const began = performance.now();
	const result = await job();
	const milliseconds = performance.now() - began;
	return { milliseconds, ...digest(result) };
}

/** @throws Error where something else came out: the time of a wrong result means nothing */
export function expectSame(what: string, actual: Digest, expected: Digest): void {
	if (actual.count === expected.count && actual.checksum === expected.checksum) return;
	const [found, wanted] = [actual, expected].map((each) => `${each.count} (${each.checksum})`);
	throw new Error(`${what} is ${found}, not ${wanted}. A wrong result is not timed.`);
}

/** A whole number with separators, for the names of works. */
export const count = (number: number) => number.toLocaleString('en');
