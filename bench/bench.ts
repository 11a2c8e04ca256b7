/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import { CleanUp } from '../dev/realN8n/cleanUp';
import { duration, type Watch } from '../dev/realN8n/watch';
import { WorkFolder } from '../dev/realN8n/workFolder';
import type { Lab } from './lab';
import type { Limit } from './limit';
import { BenchN8n } from './n8n/benchN8n';
import { circumstances } from './report/circumstances';
import { toMarkdown, type Results } from './report/markdown';
import { writeReport, writeTry } from './report/write';
import { Server } from './server/server';
import { FULL, QUICK } from './sizes';
import { createContacts } from './works/createContacts';
import { getFast, getSlowly } from './works/getContacts';
import { growth } from './works/growth';
import { idlePolls } from './works/idlePoll';
import { listFast, listSlowly } from './works/listContacts';
import { newContacts } from './works/newContacts';

const USAGE = `Usage: npm run bench [-- --quick]

Measures this package beside n8n's HTTP Request node and a bare loop, and writes docs/benchmark.md.
  --quick  small sizes, for trying it out; writes to logs/ and not to docs/
`;

/** In the order in which they are measured; those whose figures are small are first. */
const WORKS = [listSlowly, listFast, getSlowly, getFast, createContacts, growth, newContacts];

/** @returns the exit code; 0 also where a limit is not reached, 1 where something did not work */
async function main(args: string[]): Promise<number> {
	if (args.some((arg) => arg !== '--quick')) {
		process.stderr.write(USAGE);
		return 1;
	}
	const isQuick = args.includes('--quick');
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => ending.abort(new Error('Ended before it was done')));
	}
	const report = (line: string) => process.stdout.write(`${line}\n`);
	const watch: Watch = { report, signal: ending.signal };
	const cleanUp = new CleanUp();
	try {
		const began = Date.now();
		const results = await bench(isQuick, cleanUp, watch).finally(async () => await cleanUp.run());
		const folder = isQuick ? 'logs' : 'docs';
		if (isQuick) await writeTry(results, folder);
		else await writeReport(results);
		report(`\n${toMarkdown(results)}\n`);
		reportLimits(results.limits, watch);
		report(`${folder}/benchmark.md and .svg are written, after ${duration(Date.now() - began)}.`);
		return 0;
	} catch (error) {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	}
}

async function bench(isQuick: boolean, cleanUp: CleanUp, watch: Watch): Promise<Results> {
	const sizes = isQuick ? QUICK : FULL;
	const results: Results = {
		circumstances: await circumstances(watch),
		rounds: sizes.rounds,
		limits: [],
		series: [],
		pollCosts: [],
	};
	const work = await WorkFolder.make('bench', cleanUp);
	const server = await Server.start();
	cleanUp.add(async () => await server.stop());
	try {
		const n8n = await BenchN8n.start({ work, baseUrl: server.url, cleanUp }, watch);
		const lab: Lab = { n8n, server, sizes, watch };
		for (const measure of WORKS) {
			const { series, limits } = await measure(lab);
			results.series.push(...series);
			results.limits.push(...limits);
		}
		const { costs, limits } = await idlePolls(lab);
		results.pollCosts.push(...costs);
		results.limits.push(...limits);
		return results;
	} catch (error) {
		await work.keepLogs();
		throw error;
	}
}

function reportLimits(limits: Limit[], { report }: Watch): void {
	const missed = limits.filter(({ isReached }) => !isReached);
	report(`${limits.length - missed.length} of ${limits.length} limits are reached.`);
	for (const { work, mustReach, measured } of missed) {
		report(`  Not reached: ${work}: ${measured}, must be ${mustReach}`);
	}
}

void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
