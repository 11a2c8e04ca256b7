/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { version } from '../../package.json';
import { N8N_VERSION, type Installation } from '../../dev/realN8n/installation';
import { HTTP_REQUEST, PACKAGE, type Lab } from '../Lab';
import { inWords, spread } from '../measure';
import { figure, isCompared, toSvg, verdictOf } from './plot';

const REPOSITORY = resolve(__dirname, '..', '..');
/** What is measured stands between these; the words around it are written by hand. */
const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->'] as const;

/**
 * Writes the plot, the page for users, and the one with all figures into a folder.
 *
 * @returns the tables as markdown
 */
export async function write(lab: Lab, folder: 'docs' | 'logs'): Promise<string> {
	const target = join(REPOSITORY, folder);
	await mkdir(target, { recursive: true });
	const measuredOn = circumstances(lab.n8n.options.installation);
	await writeFile(join(target, 'benchmark.svg'), toSvg(lab.series, measuredOn));
	const note = `${measuredOn}. Medians of ${lab.rounds} runs after a warm-up (fewer where a run takes half a minute)`;
	const comparison = `${note}.\n\n${comparisonOf(lab)}`;
	const details = `${note}, with minimum and maximum.\n\n${tablesOf(lab)}`;
	await fill(join(target, 'benchmark.md'), comparison);
	await fill(join(target, 'benchmark-details.md'), details);
	return [comparison, details].join('\n\n');
}

/** Replaces what is measured in a page. */
async function fill(page: string, measured: string): Promise<void> {
	const text = await readFile(page, 'utf8').catch(() => `${BEGIN}\n${END}\n`);
	const [before = ''] = text.split(BEGIN);
	const whole = [`${before}${BEGIN}`, measured, text.slice(text.indexOf(END))].join('\n\n');
	const config = await resolveConfig(page);
	await writeFile(page, await format(whole, { ...config, parser: 'markdown' }));
}

/** What both this package and HTTP Request can do. */
function comparisonOf({ series }: Lab): string {
	const rows = series.filter(isCompared).map((each) => {
		const [own, theirs] = [PACKAGE, HTTP_REQUEST].map((name) =>
			figure(spread(each, name).median, each.quantity),
		);
		return [each.work, own, theirs, verdictOf(each)];
	});
	return table(['task', PACKAGE, HTTP_REQUEST, `${PACKAGE} is`], rows);
}

/** Says when and on what was measured, for people who compare. */
function circumstances({ node }: Installation): string {
	const nodeOfN8n = execFileSync(node.executable, ['--version'], { encoding: 'utf8' }).trim();
	const [processor] = cpus();
	const machine = `${type()}, ${cpus().length} cores (${processor?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed()} GB`;
	const versions = `n8n-nodes-hyperrep ${version}, n8n ${N8N_VERSION} on Node ${nodeOfN8n.slice(1)}`;
	return `Measured on ${new Date().toISOString().slice(0, 10)}: ${versions}; ${machine}`;
}

/** The goals, then all figures. */
function tablesOf({ goals, series, polls }: Lab): string {
	const figures = series.flatMap((each) =>
		[...each.values.keys()].map((way) => {
			const [unit, name] = each.quantity === 'bytes' ? [1e6, 'MB'] : [1, 'ms'];
			return [each.work, way, inWords(spread(each, way, unit), name)];
		}),
	);
	return [
		'### Goals',
		table(['task', 'goal', 'measured', 'reached'], goals),
		'### All figures',
		table(['task', 'by', 'measured'], figures),
		'### Polls',
		table(['what', 'requests', 'on average', 'bytes', 'time'], polls),
	].join('\n\n');
}

function table(head: string[], rows: Array<Array<string | undefined>>): string {
	const rule = head.map(() => '---');
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
