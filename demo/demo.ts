/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { once } from 'node:events';

import { Ended, runProgram } from '../dev/realN8n/program';
import type { Watch } from '../dev/realN8n/watch';
import { check } from './check';
import { ACCEPTED_SALES, FIRST_EXAMPLE, NEW_CONTACT, startDemoN8n, type DemoN8n } from './demoN8n';
import { SampleHyperRep } from './sampleHyperRep';

const SECONDS_BETWEEN_NEWS = 30;

const USAGE = `Usage: npm run demo [-- --check]

Starts n8n with this package and sample data, until Ctrl-C.
  --check  runs examples and waits for others to start by themselves, then ends:
           with 0 when all worked, with 1 and the reason otherwise.
`;

const program = { name: 'demo', usage: USAGE, flag: '--check' };
runProgram(program, async (isChecking, { folder, cleanUp, watch }) => {
	cleanUp.add(async () => watch.report('All stopped.'));
	const hyperRep = await SampleHyperRep.start();
	cleanUp.add(async () => await hyperRep.stop());
	const options = { work: folder, cleanUp, pollsOften: isChecking };
	const n8n = await startDemoN8n(hyperRep, options, watch);
	cleanUp.add(async () => watch.report('Stopping …'));
	if (isChecking) {
		await check(hyperRep, n8n, watch);
		return;
	}
	hyperRep.addNewsEvery(SECONDS_BETWEEN_NEWS);
	introduce(hyperRep, n8n, watch);
	await untilEnded(n8n, watch);
});

function introduce(hyperRep: SampleHyperRep, n8n: DemoN8n, { report }: Watch): void {
	const { server, owner, workflows } = n8n;
	const addressOf = (example: string) => `${server.url}/workflow/${workflows.find(example).id}`;
	report(`
n8n is ready, with HyperRep in it and ${hyperRep.contactCount} sample contacts.

  Open      ${addressOf(FIRST_EXAMPLE)}
  E-mail    ${owner.email}
  Password  ${owner.password}

Sign in, and press "Execute workflow". All ${workflows.size} examples: ${server.url}/home/workflows
In them, everything is chosen already. What needs another account (Slack, Google, e-mail) is switched off and only
hands on what it would send, and a sample model answers in place of OpenAI.

To build your own, open ${server.url}/workflow/new and follow "Your first workflow" in the README. The credential
"HyperRep (sample data)" is chosen by itself. With HTTP Request, write ${hyperRep.credential.baseUrl} for https://api.hyperrep.ai.

Every ${SECONDS_BETWEEN_NEWS} seconds, in both organizations, somebody new writes and becomes a contact, a customer writes again, and a sale
changes its status. What you write into HyperRep, you read with Get Many, such as drafts of replies with Response Draft → Get Many.
Two examples are published and start on that within a minute. Look at their executions:

  Each new contact     ${addressOf(NEW_CONTACT)}/executions
  Each accepted sale   ${addressOf(ACCEPTED_SALES)}/executions

Ctrl-C stops everything.
`);
}

/** Waits for the person to end the demo; throws where n8n ends by itself. */
async function untilEnded({ server }: DemoN8n, { signal }: Watch): Promise<void> {
	await Promise.race([server.ended, once(signal, 'abort')]);
	if (signal.reason instanceof Ended) return;
	signal.throwIfAborted();
	throw new Error('n8n ended by itself');
}
