import type { Client } from '../../api/Client';
import { InputError } from '../../errors/InputError';
import { ORGANIZATION } from '../../parameters/organization';
import { listOrganizations } from './listOrganizations';

const LABEL = `'${ORGANIZATION.label}'`;

/**
 * The ID of the organization that an API key reaches, where it reaches exactly one.
 *
 * @param client not scoped to an organization
 * @throws InputError where one must be chosen
 */
export async function onlyOrganization(client: Client): Promise<string> {
	const organizations = await listOrganizations(client);
	const [id, ...others] = organizations.map(({ organization_id: id }) => id);
	if (typeof id === 'string' && id !== '' && others.length === 0) return id;
	throw new InputError(
		`${LABEL} is empty`,
		organizations.length === 0
			? 'The API key of the HyperRep credential reaches no organization. Check the key in HyperRep.'
			: `Your API key reaches ${organizations.length} organizations. Choose one from the list in ${LABEL}, or enter an ID.`,
	);
}
