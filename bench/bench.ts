import { runProgram } from '../dev/realN8n/program';
import { duration } from '../dev/realN8n/watch';
import { Lab } from './Lab';
import { write } from './report/page';
import { coldStart } from './works/coldStart';
import { create, findOrCreate, rateLimited } from './works/creates';
import { idlePolls, newContacts } from './works/polls';
import {
	eventLoop,
	filter,
	getFast,
	getSlowly,
	growth,
	listFast,
	listSlowly,
	messages,
} from './works/reads';

const USAGE = `Usage: npm run bench [-- --quick]

Measures this package beside n8n's HTTP Request node and a bare loop, and writes docs/benchmark.md and docs/benchmark-details.md.
  --quick  small sizes, for trying it out; writes to logs/ and not to docs/
`;

/** In the order in which they are measured; those whose figures are small are first. */
const WORKS: Array<(lab: Lab) => Promise<void>> = [
	...[listSlowly, listFast, filter, getSlowly, getFast],
	...[create, findOrCreate, messages, rateLimited, eventLoop],
	...[growth, newContacts, idlePolls, coldStart],
];

// Ends with 0 also where a goal is not reached, with 1 where something did not work.
const program = { name: 'bench', usage: USAGE, flag: '--quick' };
runProgram(program, async (isQuick, workplace) => {
	const { report } = workplace.watch;
	const began = Date.now();
	const lab = await Lab.open(isQuick, workplace);
	for (const measure of WORKS) {
		await measure(lab);
		await lab.server.call('clear');
	}
	const folder = isQuick ? 'logs' : 'docs';
	report(`\n${await write(lab, folder)}\n`);
	const missed = lab.goals.filter((goal) => goal.at(-1) !== 'yes');
	report(`${missed.length} of ${lab.goals.length} goals are not reached.`);
	report(`${folder}/benchmark*.md and .svg are written, after ${duration(Date.now() - began)}.`);
});
