import { canBeChosen, listMethod, textOf } from './list';

/** The organizations that the API key reaches, by name. HyperRep sends them all at once. */
export const searchOrganizations = listMethod(async ({ client, filter }) => {
	const organizations = await client.getUnpaged(['organizations'], {
		doing: 'list the organizations',
		parameters: [],
	});
	const results = organizations
		.map((organization) => ({
			name: textOf(organization, 'name') || 'Unnamed organization',
			value: textOf(organization, 'organization_id'),
		}))
		.filter(canBeChosen)
		.filter(({ name }) => name.toLowerCase().includes(filter))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
});
