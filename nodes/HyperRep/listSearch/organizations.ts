import { searchText } from '../comparing/searchText';
import { textOf } from '../resources/Dropdown';
import { listOrganizations } from '../resources/organization/listOrganizations';
import { listMethod } from './listMethod';

/** The organizations that the API key reaches, by name. HyperRep sends them all at once. */
export const searchOrganizations = listMethod(async ({ client, filter }) => {
	const matches = searchText(filter);
	const results = (await listOrganizations(client))
		.map((organization) => ({
			name: textOf(organization, 'name') || 'Unnamed organization',
			value: textOf(organization, 'organization_id'),
		}))
		.filter(({ name, value }) => value !== '' && matches([name]))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
