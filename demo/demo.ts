/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import { once } from 'node:events';

import { CleanUp } from '../dev/realN8n/cleanUp';
import type { Watch } from '../dev/realN8n/watch';
import { WorkFolder } from '../dev/realN8n/workFolder';
import { check } from './check';
import { ACCEPTED_SALES, FIRST_EXAMPLE, NEW_CONTACT, startDemoN8n, type DemoN8n } from './demoN8n';
import { SampleHyperRep } from './sampleHyperRep';

const SECONDS_BETWEEN_NEWS = 30;

const USAGE = `Usage: npm run demo [-- --check]

Starts n8n with this package and sample data, until Ctrl-C.
  --check  runs examples and waits for others to start by themselves, then ends:
           with 0 when all worked, with 1 and the reason otherwise.
`;

/** Why everything stops when somebody ends the demo. */
class Ended extends Error {}

/** @returns the exit code */
async function main(args: string[]): Promise<number> {
	if (args.some((arg) => arg !== '--check')) {
		process.stderr.write(USAGE);
		return 1;
	}
	const checking = args.includes('--check');
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => ending.abort(new Ended('Ended before it was done')));
	}
	process.on('uncaughtException', (error) => ending.abort(error));
	// A terminal that was closed must not keep the rest from being stopped.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	const report = (line: string) => process.stdout.write(`${line}\n`);
	const watch: Watch = { report, signal: ending.signal };
	const cleanUp = new CleanUp();
	try {
		await demo(checking, cleanUp, watch).finally(async () => {
			report('Stopping …');
			await cleanUp.run();
			report('All stopped.');
		});
		return 0;
	} catch (error) {
		if (error instanceof Ended && !checking) return 0;
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	}
}

async function demo(checking: boolean, cleanUp: CleanUp, watch: Watch): Promise<void> {
	const work = await WorkFolder.make('demo', cleanUp);
	try {
		const hyperRep = await SampleHyperRep.start();
		cleanUp.add(async () => await hyperRep.stop());
		const n8n = await startDemoN8n(hyperRep, { work, cleanUp, pollsOften: checking }, watch);
		if (checking) {
			await check(hyperRep, n8n, watch);
			return;
		}
		hyperRep.addNewsEvery(SECONDS_BETWEEN_NEWS);
		introduce(hyperRep, n8n, watch);
		await untilEnded(n8n, watch);
	} catch (error) {
		if (!(error instanceof Ended)) await work.keepLogs();
		throw error;
	}
}

function introduce(hyperRep: SampleHyperRep, n8n: DemoN8n, { report }: Watch): void {
	const { server, owner, workflows } = n8n;
	const addressOf = (example: string) => `${server.url}/workflow/${workflows.find(example).id}`;
	report(`
n8n is ready, with HyperRep in it and ${hyperRep.contactCount} sample contacts.

  Open      ${addressOf(FIRST_EXAMPLE)}
  E-mail    ${owner.email}
  Password  ${owner.password}

Sign in, and press "Execute workflow". All ${workflows.size} examples: ${server.url}/home/workflows

Every ${SECONDS_BETWEEN_NEWS} seconds somebody becomes a contact, a customer writes, and a sale changes its status. Two examples
are active and start on that within a minute. Look at their executions:

  Each new contact     ${addressOf(NEW_CONTACT)}/executions
  Each accepted sale   ${addressOf(ACCEPTED_SALES)}/executions

Ctrl-C stops everything.
`);
}

/** Waits for the person to end the demo; throws then, and also when n8n ends by itself. */
async function untilEnded({ server }: DemoN8n, { signal }: Watch): Promise<never> {
	await Promise.race([server.ended, once(signal, 'abort')]);
	signal.throwIfAborted();
	throw new Error('n8n ended by itself');
}

void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
