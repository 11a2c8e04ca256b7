import type { Execution } from '../dev/realN8n/execution';
import { waitFor, type Watch } from '../dev/realN8n/watch';
import { ACTIVE_EXAMPLE, type DemoN8n } from './demoN8n';
import type { SampleHyperRep } from './sampleHyperRep';

const SECONDS_TO_LIST = 60;
/** The trigger looks every five seconds. */
const SECONDS_TO_TRIGGER = 60;

/**
 * Does what a person would do first: lists the contacts, and waits for a new one to start a workflow.
 *
 * @throws Error with what did not come out as it should
 */
export async function check(hyperRep: SampleHyperRep, n8n: DemoN8n, watch: Watch): Promise<void> {
	await checkList(hyperRep, n8n, watch);
	await checkTrigger(hyperRep, n8n, watch);
}

async function checkList(
	hyperRep: SampleHyperRep,
	{ client, workflows }: DemoN8n,
	{ report }: Watch,
): Promise<void> {
	const workflow = workflows.get('list-contacts')!;
	const expected = hyperRep.contactCount;
	const execution = await client.run(workflow, 'Start', SECONDS_TO_LIST);
	expectSuccess(execution, workflow.name);
	const contacts = execution.itemsOf('Get many contacts');
	if (contacts.length !== expected) {
		throw new Error(`"${workflow.name}" listed ${contacts.length} contacts of ${expected}`);
	}
	report(
		`"${workflow.name}" listed ${contacts.length} contacts, the first one ${describe(contacts[0])}.`,
	);
}

async function checkTrigger(
	hyperRep: SampleHyperRep,
	{ client, workflows }: DemoN8n,
	{ report, signal }: Watch,
): Promise<void> {
	const workflow = workflows.get(ACTIVE_EXAMPLE)!;
	const created = hyperRep.addContact();
	const execution = await waitFor(
		`"${workflow.name}" to start on the new contact ${created.name}`,
		async () => (await client.executionsOf(workflow)).at(-1),
		{ seconds: SECONDS_TO_TRIGGER, every: 500, signal },
	);
	expectSuccess(execution, workflow.name);
	const contacts = execution.itemsOf('New contact');
	if (contacts.length !== 1 || contacts[0].phone_number !== created.phone_number) {
		throw new Error(
			`"${workflow.name}" started on ${contacts.map(describe).join(', ')} and not on ${created.name}`,
		);
	}
	const [{ text }] = execution.itemsOf('Write a message');
	report(`"${workflow.name}" started on ${describe(contacts[0])} and wrote "${String(text)}".`);
}

function expectSuccess(execution: Execution, workflow: string): void {
	if (execution.status === 'success') return;
	throw new Error(
		`"${workflow}" ended with "${execution.status}": ${execution.error ?? 'without a reason'}`,
	);
}

function describe({ name, email }: Record<string, unknown>): string {
	return typeof email === 'string' ? `${String(name)} <${email}>` : String(name);
}
