import type { Limit } from '../limit';
import { HTTP_REQUEST, PACKAGE } from '../lab';
import { ratios, valueOf, type Series } from '../series';
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
	const { machine, load } = circumstances;
	return [
		`${measuredOn(circumstances)}; ${machine}; load average ${load} when it began. Medians of ${rounds} runs after a warm-up, with the least and the most.`,
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

/** What somebody wants to know who does the same work with the HTTP Request node today. */
export function toSummary({ circumstances, rounds, series }: Results): string {
	const compared = series.filter(
		({ samples }) => samples.has(PACKAGE) && samples.has(HTTP_REQUEST),
	);
	const rows = compared.map((each) => {
		const { work, quantity, samples } = each;
		const [own, theirs] = [PACKAGE, HTTP_REQUEST].map((name) =>
			inUnitOf(quantity, spreadOf(samples.get(name)!.map(valueOf(quantity)))),
		);
		return [work, own, theirs, `${ratios(each, PACKAGE, HTTP_REQUEST).median.toFixed(2)} ×`];
	});
	return [
		`${measuredOn(circumstances)}. Medians of ${rounds} runs, with the least and the most.`,
		table(['work', PACKAGE, HTTP_REQUEST, 'ratio'], rows),
	].join('\n\n');
}

const measuredOn = ({ date, versions }: Circumstances) => `Measured on ${date}: ${versions}`;

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
