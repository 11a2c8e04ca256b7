/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { toMarkdown, toSummary, type Results } from './markdown';
import { toSvg } from './plot';

const REPOSITORY = resolve(__dirname, '..', '..');
/** What is measured stands between these; the words around it are written by hand. */
const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->'];

/** Writes the plot and the tables into `docs`, and a summary into the README. */
export async function writeReport(results: Results): Promise<void> {
	await writeInto(join(REPOSITORY, 'docs'), results);
	await writeBetween(join(REPOSITORY, 'README.md'), toSummary(results));
}

/** Writes the plot and the tables of a try into a folder, where they replace nothing. */
export async function writeTry(results: Results, folder: string): Promise<void> {
	const target = join(REPOSITORY, folder);
	await mkdir(target, { recursive: true });
	await writeInto(target, results);
}

async function writeInto(folder: string, results: Results): Promise<void> {
	const { date, versions } = results.circumstances;
	await writeFile(join(folder, 'benchmark.svg'), toSvg(results.series, `${date}: ${versions}`));
	await writeBetween(join(folder, 'benchmark.md'), toMarkdown(results));
}

async function writeBetween(page: string, measured: string): Promise<void> {
	const text = await readFile(page, 'utf8').catch(() => `${BEGIN}\n${END}\n`);
	const [before] = text.split(BEGIN);
	const after = text.slice(text.indexOf(END));
	const config = await resolveConfig(page);
	const whole = [`${before}${BEGIN}`, measured, after].join('\n\n');
	await writeFile(page, await format(whole, { ...config, parser: 'markdown' }));
}
