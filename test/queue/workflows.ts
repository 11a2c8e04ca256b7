import type { Credential, N8nClient, SavedWorkflow } from '../../dev/realN8n/client';
import { fillIn, pollOften, readExample } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { StandIn } from '../../dev/standIn/server';
import type { Organization, StoredContact } from '../../dev/standIn/store';

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

/** Every execution of a workflow, as soon as none of them is under way or waits for a worker. */
export async function allExecutions(
	client: N8nClient,
	workflow: SavedWorkflow,
	seconds: number,
): Promise<Execution[]> {
	const look = async () => {
		const rows = await client.latestExecutions(workflow);
		return rows.some(({ status }) => UNFINISHED.includes(status)) ? undefined : rows;
	};
	const rows = await waitFor(`all executions of "${workflow.name}" to end`, look, { seconds });
	return await Promise.all(rows.map(async ({ id }) => await client.execution(id)));
}

/** The IDs of contacts as the API writes them, in an order that does not depend on theirs. */
export function idsOf(standIn: StandIn, contacts: readonly StoredContact[]): string[] {
	return contacts.map((contact) => standIn.idOf('contact', contact)).sort();
}
