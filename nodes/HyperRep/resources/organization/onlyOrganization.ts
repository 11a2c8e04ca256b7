import type { Client } from '../../api/Client';
import { InputError } from '../../errors/InputError';
import { ORGANIZATION } from '../../parameters/organization';
import { lastMinute, type OnlyOrganization } from '../../sharing/LastMinute';
import { listOrganizations } from './listOrganizations';

const LABEL = `'${ORGANIZATION.label}'`;

/**
 * The organization that an API key reaches, if it reaches exactly one.
 *
 * @param client not scoped to an organization
 * @param maxAge how long ago it may have been listed, in milliseconds
 * @throws InputError if one must be chosen
 */
export async function onlyOrganization(client: Client, maxAge = 0): Promise<OnlyOrganization> {
	const recent = maxAge > 0 ? lastMinute.recentOnly(client.account, maxAge) : undefined;
	if (recent !== undefined) return recent;
	const organizations = await listOrganizations(client);
	const [only, ...others] = organizations;
	const { organization_id: id, name } = only ?? {};
	if (typeof id === 'string' && id !== '' && others.length === 0) {
		return lastMinute.noteOnly(client.account, { id, name });
	}
	throw new InputError(
		`${LABEL} is empty`,
		organizations.length === 0
			? 'The API key of the HyperRep credential has no access to any organization. Check the key in HyperRep.'
			: `Your API key has access to ${organizations.length} organizations. Choose one from the list in ${LABEL}, or enter an ID.`,
	);
}
