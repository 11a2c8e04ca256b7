import type { SavedWorkflow } from '../dev/realN8n/client';
import type { Execution } from '../dev/realN8n/execution';
import { waitFor, type Watch } from '../dev/realN8n/watch';
import { ACCEPTED_SALES, FIRST_EXAMPLE, NEW_CONTACT, type DemoN8n } from './demoN8n';
import type { SampleHyperRep } from './sampleHyperRep';

const SECONDS_TO_RUN = 60;
/** The trigger polls every five seconds. */
const SECONDS_TO_TRIGGER = 60;

/**
 * Does what a person would do first: lists the contacts, runs the first example, and waits for what
 * happens in HyperRep to start workflows.
 *
 * @throws Error with what did not come out as it should
 */
export async function check(hyperRep: SampleHyperRep, n8n: DemoN8n, watch: Watch): Promise<void> {
	await checkList(hyperRep, n8n, watch);
	await checkFirstExample(n8n, watch);
	await checkNewContact(hyperRep, n8n, watch);
	await checkAcceptedSale(hyperRep, n8n, watch);
}

async function checkList(
	hyperRep: SampleHyperRep,
	{ client, workflows }: DemoN8n,
	{ report }: Watch,
): Promise<void> {
	const workflow = workflows.find('list-contacts');
	const expected = hyperRep.contactCount;
	const execution = await client.run(workflow, 'Start', SECONDS_TO_RUN);
	expectSuccess(execution, workflow.name);
	const contacts = execution.itemsOf('Get many contacts');
	if (contacts.length !== expected) {
		throw new Error(`"${workflow.name}" listed ${contacts.length} contacts of ${expected}`);
	}
	report(
		`"${workflow.name}" listed ${contacts.length} contacts, the first one ${contacts.slice(0, 1).map(describe).join()}.`,
	);
}

async function checkFirstExample({ client, workflows }: DemoN8n, { report }: Watch): Promise<void> {
	const workflow = workflows.find(FIRST_EXAMPLE);
	const execution = await client.run(workflow, 'New message', SECONDS_TO_RUN);
	expectSuccess(execution, workflow.name);
	const [draft] = execution.itemsOf('Write the draft');
	if (typeof draft?.response_id !== 'string') throw new Error(`"${workflow.name}" wrote no draft`);
	report(`"${workflow.name}" wrote the draft ${draft.response_id}.`);
}

async function checkNewContact(
	hyperRep: SampleHyperRep,
	n8n: DemoN8n,
	watch: Watch,
): Promise<void> {
	const workflow = n8n.workflows.find(NEW_CONTACT);
	const created = hyperRep.addContact();
	const execution = await started(workflow, `the new contact ${created.name}`, n8n, watch);
	const contacts = execution.itemsOf('New contact');
	const [contact] = contacts;
	if (contacts.length !== 1 || contact?.phone_number !== created.phone_number) {
		throw new Error(
			`"${workflow.name}" started on ${contacts.map(describe).join(', ')} and not on ${created.name}`,
		);
	}
	const [message] = execution.itemsOf('Write a message');
	watch.report(
		`"${workflow.name}" started on ${describe(contact)} and wrote "${String(message?.text)}".`,
	);
}

async function checkAcceptedSale(
	hyperRep: SampleHyperRep,
	n8n: DemoN8n,
	watch: Watch,
): Promise<void> {
	const workflow = n8n.workflows.find(ACCEPTED_SALES);
	hyperRep.acceptSale();
	const execution = await started(workflow, 'an accepted sale', n8n, watch);
	const [row] = execution.itemsOf('Add the row');
	if (row === undefined) throw new Error(`"${workflow.name}" added no row`);
	watch.report(`"${workflow.name}" added a sale of ${String(row.total)} ${String(row.currency)}.`);
}

/** The first execution of a workflow that starts by itself. */
async function started(
	workflow: SavedWorkflow,
	reason: string,
	{ client }: DemoN8n,
	{ signal }: Watch,
): Promise<Execution> {
	const execution = await waitFor(
		`"${workflow.name}" to start on ${reason}`,
		async () => (await client.executionsOf(workflow)).at(-1),
		{ seconds: SECONDS_TO_TRIGGER, every: 500, signal },
	);
	expectSuccess(execution, workflow.name);
	return execution;
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
