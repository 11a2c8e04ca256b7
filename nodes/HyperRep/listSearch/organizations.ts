import { fold, searchText } from '../comparing/searchText';
import { inSlices } from '../concurrency/inSlices';
import { textOf } from '../operations/naming';
import { listOrganizations } from '../resources/organization/organizations';
import { listMethod } from './listMethod';

/** The organizations that the API key has access to, by name. HyperRep sends them all at once. */
export const searchOrganizations = listMethod(async ({ client, filter }) => {
	const matches = searchText(filter);
	const found: Array<{ name: string; value: string; order: string }> = [];
	for await (const organizations of inSlices(await listOrganizations(client))) {
		for (const organization of organizations) {
			const name = textOf(organization, 'name') || 'Unnamed organization';
			const value = textOf(organization, 'organization_id');
			if (value !== '' && matches([name])) found.push({ name, value, order: fold(name) });
		}
	}
	// By code unit: the rules of a language would take seconds for a long list.
	found.sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
	return { results: found.map(({ name, value }) => ({ name, value })) };
});
