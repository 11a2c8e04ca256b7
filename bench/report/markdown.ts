/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { execFileSync } from 'node:child_process';
import { cpus, totalmem, type } from 'node:os';

import { version } from '../../package.json';
import { N8N_VERSION, type Installation } from '../../dev/realN8n/installation';
import { HTTP_REQUEST, PACKAGE } from '../Lab';
import { ratios, readable, spreadOf, type Findings, type Series, type Spread } from '../measure';

/** All that was measured. */
export interface Results extends Findings {
	/** When and on what. */
	measuredOn: string;
	rounds: number;
}

/** Says when and on what was measured, for people who compare. */
export function circumstances({ node }: Installation): string {
	const nodeOfN8n = execFileSync(node.executable, ['--version'], { encoding: 'utf8' }).trim();
	const [processor] = cpus();
	const machine = `${type()}, ${cpus().length} cores (${processor?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed()} GB`;
	const versions = `n8n-nodes-hyperrep ${version}, n8n ${N8N_VERSION} on Node ${nodeOfN8n.slice(1)}`;
	return `Measured on ${new Date().toISOString().slice(0, 10)}: ${versions}; ${machine}`;
}

/** The results as markdown: what must be reached, then all figures. */
export function toMarkdown({ measuredOn, rounds, goals, series, polls }: Results): string {
	return [
		`${measuredOn}. Medians of ${rounds} runs after a warm-up (fewer where a run takes half a minute), with the least and the most.`,
		'### What must be reached',
		table(
			['work', 'must reach', 'measured', 'reached'],
			goals.map((goal) => [
				goal.work,
				goal.mustReach,
				goal.measured,
				goal.isReached ? 'yes' : '**no**',
			]),
		),
		'### All figures',
		table(
			['work', 'by', 'measured'],
			series.flatMap(({ work, quantity, values }) =>
				[...values].map(([name, all]) => [work, name, withUnit(quantity, spreadOf(all))]),
			),
		),
		'### Polls',
		table(
			['what', 'requests', 'on average', 'bytes', 'time'],
			polls.map(({ what, requests, average, bytes, milliseconds }) => [
				what,
				inUnits(requests, 1, ''),
				average.toFixed(2),
				inUnits(bytes, 1000, 'kB'),
				inUnits(milliseconds, 1, 'ms'),
			]),
		),
	].join('\n\n');
}

/** The series of time and memory in which this package stands beside HTTP Request. */
export function compared(all: Series[]) {
	return all.flatMap((series) => {
		const { work, quantity, values } = series;
		const [own, theirs] = [values.get(PACKAGE), values.get(HTTP_REQUEST)];
		if (own === undefined || theirs === undefined || quantity === 'pause') return [];
		const ratio = ratios(series, PACKAGE, HTTP_REQUEST).median;
		return [{ work, quantity, own: spreadOf(own), theirs: spreadOf(theirs), ratio }];
	});
}

/** `1,234 ms (1,200–1,300)`, or the same in MB. */
function withUnit(quantity: Series['quantity'], spread: Spread): string {
	return quantity === 'bytes' ? inUnits(spread, 1e6, 'MB') : inUnits(spread, 1, 'ms');
}

function inUnits({ median, least, most }: Spread, unit: number, name: string): string {
	const [middle, low, high] = [median, least, most].map((number) => readable(number / unit));
	const range = low === high ? '' : ` (${low}–${high})`;
	return `${middle} ${name}`.trim() + range;
}

function table(head: string[], rows: string[][]): string {
	const rule = head.map(() => '---');
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
