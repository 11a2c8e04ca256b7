/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { toMarkdown, type Results } from './markdown';
import { toSvg } from './plot';

const REPOSITORY = resolve(__dirname, '..', '..');
/** What is measured stands between these; the words around it are written by hand. */
const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->'];

/**
 * Writes the tables into `benchmark.md`, and the plot beside it.
 *
 * @param folder `docs`, or another one for a try
 */
export async function writeReport(results: Results, folder: string): Promise<void> {
	const target = join(REPOSITORY, folder);
	await mkdir(target, { recursive: true });
	const { date, versions } = results.circumstances;
	await writeFile(join(target, 'benchmark.svg'), toSvg(results.series, `${date}: ${versions}`));

	const page = join(target, 'benchmark.md');
	const text = await readFile(page, 'utf8').catch(() => `${BEGIN}\n${END}\n`);
	const [before] = text.split(BEGIN);
	const after = text.slice(text.indexOf(END));
	const measured = [`${before}${BEGIN}`, toMarkdown(results), after].join('\n\n');
	const config = await resolveConfig(page);
	await writeFile(page, await format(measured, { ...config, parser: 'markdown' }));
}
