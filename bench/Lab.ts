import { showProgress, type Watch } from '../dev/realN8n/watch';
import { digest, expectSame, type Digest } from './checksum';
import type { Quantity, Sample, Series } from './measure';
import type { BenchN8n } from './n8n/benchN8n';
import type { MeasuredWorkflow, Target } from './n8n/workflows';
import type { NewOrganization } from './server/commands';
import type { Server } from './server/server';
import type { Sizes } from './sizes';

export const PACKAGE = 'this package';
export const HTTP_REQUEST = 'HTTP Request';

/** One way to do a work. */
export interface Contender {
	name: string;
	/** Does the work once, and throws where the result is wrong. */
	run: () => Promise<Sample>;
}

/** How runs are made ready and judged; neither is timed. */
export interface Conditions {
	prepare?: () => Promise<unknown>;
	/** Throws where the result is wrong. */
	check: (result: Digest) => Promise<void>;
}

/** What the works are measured with. */
export class Lab {
	constructor(
		readonly n8n: BenchN8n,
		readonly server: Server,
		readonly sizes: Sizes,
		readonly watch: Watch,
	) {}

	/** Adds an organization for a work, and removes it afterwards. */
	async inOrganization<T>(
		wanted: NewOrganization,
		work: (target: Target) => Promise<T>,
	): Promise<T> {
		const { n8n, server } = this;
		const { id } = await server.call('addOrganization', wanted);
		const { credential } = n8n;
		const result = await work({ credential, baseUrl: server.url, organizationId: id });
		await server.call('behave', {});
		await server.call('removeOrganization', { id });
		return result;
	}

	/**
	 * Has the contenders do their work in turn, A, B, A, B, …, so that all of them meet what else the
	 * machine does. The first round is not timed.
	 */
	async alternate(
		work: string,
		contenders: Contender[],
		{
			rounds = this.sizes.rounds,
			quantity = 'milliseconds',
		}: { rounds?: number; quantity?: Quantity } = {},
	): Promise<Series> {
		const values = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
		const run = async () => {
			for (let round = 0; round <= rounds; round++) {
				for (const { name, run: once } of contenders) {
					this.watch.signal.throwIfAborted();
					const sample = await once();
					if (round > 0) values.get(name)?.push(sample[quantity] ?? NaN);
				}
			}
		};
		await showProgress(work, run, this.watch);
		return { work, quantity, values };
	}

	/**
	 * A contender whose work a workflow does. The time is that of its measured nodes, as n8n has taken
	 * it: starting the run and what n8n does after it are the same for all.
	 */
	async workflow(
		name: string,
		{ workflow, measured }: MeasuredWorkflow,
		{ prepare, check }: Conditions,
	): Promise<Contender> {
		const saved = await this.n8n.add(workflow);
		return {
			name,
			run: async () => {
				await prepare?.();
				const { times, ...record } = await this.n8n.run(saved);
				await check(record);
				const milliseconds = measured.reduce((sum, node) => sum + (times[node] ?? NaN), 0);
				return { ...record, milliseconds };
			},
		};
	}

	/** A contender whose work is done in the bench's own process. */
	loop(
		name: string,
		work: () => Promise<Array<Record<string, unknown>>>,
		{ prepare, check }: Conditions,
	): Contender {
		return {
			name,
			async run() {
				await prepare?.();
				const began = performance.now();
				const result = await work();
				const milliseconds = performance.now() - began;
				await check(digest(result));
				return { milliseconds };
			},
		};
	}
}

/** Expects these names or texts of every run, in their order. */
export function expecting(records: Array<{ name: string } | { content: string }>): Conditions {
	const expected = digest(records);
	return { check: async (result) => expectSame('A run', result, expected) };
}

/** A whole number with separators, for the names of works. */
export const count = (number: number) => number.toLocaleString('en');
