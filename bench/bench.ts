import { runProgram, type Workplace } from '../dev/realN8n/program';
import { duration } from '../dev/realN8n/watch';
import { Lab } from './Lab';
import type { Findings } from './measure';
import { BenchN8n } from './n8n/benchN8n';
import { circumstances, toMarkdown, type Results } from './report/markdown';
import { write } from './report/write';
import { Server } from './server/server';
import { sizes } from './sizes';
import { coldStart } from './works/coldStart';
import { create, findOrCreate, rateLimited } from './works/creates';
import { eventLoop, getFast, getSlowly } from './works/gets';
import { filter, growth, listFast, listSlowly } from './works/lists';
import { messages } from './works/messages';
import { idlePolls, newContacts } from './works/polls';

const USAGE = `Usage: npm run bench [-- --quick]

Measures this package beside n8n's HTTP Request node and a bare loop, and writes docs/benchmark.md.
  --quick  small sizes, for trying it out; writes to logs/ and not to docs/
`;

/** In the order in which they are measured; those whose figures are small are first. */
const WORKS: Array<(lab: Lab) => Promise<Partial<Findings>>> = [
	...[listSlowly, listFast, filter, getSlowly, getFast],
	...[create, findOrCreate, messages, rateLimited, eventLoop],
	...[growth, newContacts, idlePolls, coldStart],
];

// Ends with 0 also where a goal is not reached, with 1 where something did not work.
const program = { name: 'bench', usage: USAGE, flag: '--quick' };
runProgram(program, async (isQuick, workplace) => {
	const { report } = workplace.watch;
	const began = Date.now();
	const results = await bench(isQuick, workplace);
	const folder = isQuick ? 'logs' : 'docs';
	await write(results, folder);
	const missed = results.goals.filter(({ isReached }) => !isReached);
	report(`\n${toMarkdown(results)}\n`);
	report(`${missed.length} of ${results.goals.length} goals are not reached.`);
	report(`${folder}/benchmark.md and .svg are written, after ${duration(Date.now() - began)}.`);
});

async function bench(isQuick: boolean, { folder, cleanUp, watch }: Workplace): Promise<Results> {
	const server = await Server.start();
	cleanUp.add(async () => await server.stop());
	const n8n = await BenchN8n.start({ work: folder, baseUrl: server.url, cleanUp }, watch);
	const lab = new Lab(n8n, server, sizes(isQuick), watch);
	const { rounds } = lab.sizes;
	const measuredOn = circumstances(n8n.options.installation);
	const results: Results = { measuredOn, rounds, goals: [], series: [], polls: [] };
	for (const measure of WORKS) {
		const { goals = [], series = [], polls = [] } = await measure(lab);
		results.goals.push(...goals);
		results.series.push(...series);
		results.polls.push(...polls);
	}
	return results;
}
