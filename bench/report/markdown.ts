import type { Limit } from '../limit';
import { valueOf, type Series } from '../series';
import { spreadOf } from '../spread';
import type { PollCost } from '../works/idlePoll';
import type { Circumstances } from './circumstances';
import { inKilobytes, inMilliseconds, inNumbers, inUnitOf } from './figures';

/** All that was measured. */
export interface Results {
	circumstances: Circumstances;
	rounds: number;
	limits: Limit[];
	series: Series[];
	pollCosts: PollCost[];
}

/** The results as markdown: the limits, then all figures. */
export function toMarkdown({ circumstances, rounds, limits, series, pollCosts }: Results): string {
	const { date, versions, machine, load } = circumstances;
	return [
		`Measured on ${date}: ${versions}; ${machine}; load average ${load} when it began. Medians of ${rounds} runs after a warm-up, with the least and the most.`,
		'### What must be reached',
		table(
			['work', 'must reach', 'measured', 'reached'],
			limits.map(({ work, mustReach, measured, isReached }) => [
				work,
				mustReach,
				measured,
				isReached ? 'yes' : '**no**',
			]),
		),
		'### All figures',
		table(['work', 'by', 'measured', 'most in flight'], series.flatMap(toRows)),
		'### Polls',
		table(
			['what', 'requests', 'bytes', 'time'],
			pollCosts.map(({ what, requests, bytes, milliseconds }) => [
				what,
				inNumbers(requests),
				inKilobytes(bytes),
				inMilliseconds(milliseconds),
			]),
		),
	].join('\n\n');
}

function toRows({ work, quantity, samples }: Series): string[][] {
	return [...samples].map(([name, all]) => {
		const inFlight = all.map(({ mostInFlight }) => mostInFlight ?? NaN);
		return [
			work,
			name,
			inUnitOf(quantity, spreadOf(all.map(valueOf(quantity)))),
			inFlight.some(Number.isNaN) ? '–' : inNumbers(spreadOf(inFlight)),
		];
	});
}

function table(head: string[], rows: string[][]): string {
	const rule = head.map(() => '---');
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
