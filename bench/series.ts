import { showProgress, type Watch } from '../dev/realN8n/watch';
import { inUnitOf } from './report/figures';
import { spreadOf, type Spread } from './spread';

/** What one run was measured to take. */
export interface Sample {
	milliseconds: number;
	peakBytes?: number;
	mostInFlight?: number;
}

/** One way to do a work. */
export interface Contender {
	name: string;
	/** Does the work once, and throws where the result is wrong. */
	run: () => Promise<Sample>;
	/** Does something shorter, where the work takes too long to be done once more. */
	warmUp?: () => Promise<unknown>;
}

/** What of a run is looked at. */
export type Quantity = 'time' | 'memory';

/** The runs of all contenders for one work, in the same order for each. */
export interface Series {
	work: string;
	quantity: Quantity;
	samples: Map<string, Sample[]>;
}

/**
 * Has the contenders do their work in turn, A, B, A, B, …, so that whatever else the machine does
 * meets all of them. The first round is not timed.
 */
export async function alternate(
	work: string,
	contenders: Contender[],
	rounds: number,
	watch: Watch,
	quantity: Quantity = 'time',
): Promise<Series> {
	const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
	const run = async () => {
		for (const { run: once, warmUp = once } of contenders) await warmUp();
		for (let round = 0; round < rounds; round++) {
			for (const { name, run: once } of contenders) {
				watch.signal.throwIfAborted();
				samples.get(name)!.push(await once());
			}
		}
	};
	await showProgress(work, run, watch);
	for (const [name, all] of samples) {
		watch.report(`  ${name}: ${inUnitOf(quantity, spreadOf(all.map(valueOf(quantity))))}`);
	}
	return { work, quantity, samples };
}

/** Reads a quantity off a sample; NaN on a system that does not tell. */
export function valueOf(quantity: Quantity): (sample: Sample) => number {
	if (quantity === 'time') return ({ milliseconds }) => milliseconds;
	return ({ peakBytes }) => peakBytes ?? NaN;
}

/** The ratios of two contenders, run by run: each with the one that came right before or after it. */
export function ratios({ samples, quantity }: Series, one: string, other: string): Spread {
	const read = valueOf(quantity);
	const others = samples.get(other)!.map(read);
	return spreadOf(samples.get(one)!.map((sample, n) => read(sample) / others[n]));
}
