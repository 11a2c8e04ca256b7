/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { toMarkdown, type Results } from './markdown';
import { toSvg } from './plot';

const REPOSITORY = resolve(__dirname, '..', '..');
/** What is measured stands between these; the words around it are written by hand. */
const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->'] as const;

/** Writes the plot and the tables into a folder. */
export async function write(results: Results, folder: 'docs' | 'logs'): Promise<void> {
	const target = join(REPOSITORY, folder);
	await mkdir(target, { recursive: true });
	await writeFile(join(target, 'benchmark.svg'), toSvg(results.series, results.measuredOn));
	await writeBetween(join(target, 'benchmark.md'), toMarkdown(results));
}

async function writeBetween(page: string, measured: string): Promise<void> {
	const text = await readFile(page, 'utf8').catch(() => `${BEGIN}\n${END}\n`);
	const [before = ''] = text.split(BEGIN);
	const after = text.slice(text.indexOf(END));
	const config = await resolveConfig(page);
	const whole = [`${before}${BEGIN}`, measured, after].join('\n\n');
	await writeFile(page, await format(whole, { ...config, parser: 'markdown' }));
}
