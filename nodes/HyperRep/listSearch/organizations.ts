import { searchText } from '../comparing/searchText';
import { LIST_ORGANIZATIONS } from '../resources/organization/onlyOrganization';
import { textOf } from '../resources/Dropdown';
import { listMethod } from './listMethod';

/** The organizations that the API key reaches, by name. HyperRep sends them all at once. */
export const searchOrganizations = listMethod(async ({ client, filter }) => {
	const organizations = await client.getUnpaged({
		path: ['organizations'],
		purpose: LIST_ORGANIZATIONS,
	});
	const matches = searchText(filter);
	const results = organizations
		.map((organization) => ({
			name: textOf(organization, 'name') || 'Unnamed organization',
			value: textOf(organization, 'organization_id'),
		}))
		.filter(({ name, value }) => value !== '' && matches([name]))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
