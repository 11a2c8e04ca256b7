import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/Client';

/**
 * The organizations that an API key reaches.
 *
 * @param client not scoped to an organization
 */
export async function listOrganizations(client: Client): Promise<IDataObject[]> {
	const purpose = { doing: 'list the organizations', labels: new Map() };
	return await client.getUnpaged({ path: ['organizations'], purpose });
}
