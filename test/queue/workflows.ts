import type { Credential, N8nClient, SavedWorkflow } from '../realN8n/client';
import { fillIn, pollOften, readExample } from '../realN8n/examples';
import type { Execution } from '../realN8n/execution';
import { waitFor } from '../realN8n/watch';
import type { StandIn } from '../standIn/server';
import type { Organization, StoredContact } from '../standIn/store';

/** What the table of a workflow's executions shows. */
interface Row {
	id: string;
	status: string;
}

const UNFINISHED = ['new', 'running', 'waiting'];

/** Saves an example for an organization of the stand-in. */
export async function saveExample(
	client: N8nClient,
	name: 'list-contacts' | 'new-contact',
	credential: Credential,
	{ standIn, organization }: { standIn: StandIn; organization: Organization },
): Promise<SavedWorkflow> {
	const choice = { id: standIn.idOf('organization', organization), name: organization.name };
	const example = fillIn(readExample(name), { credential, organization: choice });
	return await client.createWorkflow(pollOften(example));
}

/** Starts a saved workflow as its button does, without waiting for the end; returns the execution's ID. */
export async function begin(client: N8nClient, workflow: SavedWorkflow): Promise<string> {
	const { executionId } = await client.send<{ executionId: string }>(
		'POST',
		`/workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: 'Start' } },
	);
	return executionId;
}

/** Waits for the end of an execution. */
export async function ended(client: N8nClient, id: string, seconds: number): Promise<Execution> {
	const look = async () => {
		const execution = await client.execution(id);
		return execution.isOver ? execution : undefined;
	};
	return await waitFor(`the end of execution ${id}`, look, { seconds });
}

/** Every execution of a workflow, as soon as none of them is under way or waits for a worker. */
export async function allExecutions(
	client: N8nClient,
	workflow: SavedWorkflow,
	seconds: number,
): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	const look = async () => {
		const { results } = await client.send<{ results: Row[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results.some(({ status }) => UNFINISHED.includes(status)) ? undefined : results;
	};
	const rows = await waitFor(`all executions of "${workflow.name}" to end`, look, { seconds });
	return await Promise.all(rows.map(async ({ id }) => await client.execution(id)));
}

/** The IDs of contacts as the API writes them, in an order that does not depend on theirs. */
export function idsOf(standIn: StandIn, contacts: readonly StoredContact[]): string[] {
	return contacts.map((contact) => standIn.idOf('contact', contact)).sort();
}
