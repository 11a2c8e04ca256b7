import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/Client';
import { InputError } from '../../errors/InputError';
import { ORGANIZATION } from '../../parameters/organization';
import { lastMinute, type OnlyOrganization } from '../../sharing/LastMinute';
import { nextMoment } from '../../sharing/moments';

/** The organizations that an API key has access to; the client is not scoped to one. */
export async function listOrganizations(client: Client): Promise<IDataObject[]> {
	const purpose = { doing: 'list the organizations', labels: new Map() };
	return await client.getUnpaged({ path: ['organizations'], purpose });
}

const LABEL = `'${ORGANIZATION.label}'`;

/**
 * The organization that an API key has access to, if there is exactly one.
 *
 * @param client not scoped to an organization
 * @param since only a list that was requested after this moment counts
 * @param maxAge how long ago that may have been, in milliseconds
 * @throws InputError if one must be chosen
 */
export async function onlyOrganization(
	client: Client,
	since = Infinity,
	maxAge?: number,
): Promise<OnlyOrganization> {
	const recent = lastMinute.recentOnly(client.account, since, maxAge);
	if (recent !== undefined) return recent;
	const moment = nextMoment();
	const organizations = await listOrganizations(client);
	const [only, ...others] = organizations;
	const { organization_id: id, name } = only ?? {};
	if (typeof id === 'string' && id !== '' && others.length === 0) {
		return lastMinute.noteOnly(client.account, { id, name, moment });
	}
	throw new InputError(
		`${LABEL} is empty`,
		organizations.length === 0
			? 'The API key of the HyperRep credential has no access to any organization. Check the key in HyperRep.'
			: `Your API key has access to ${organizations.length} organizations. Choose one from the list in ${LABEL}, or enter an ID.`,
	);
}
