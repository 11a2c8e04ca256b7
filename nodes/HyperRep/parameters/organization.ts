import { decisiveLocator } from './locator';

/** The organization that everything happens in, of both nodes. */
export const organization = decisiveLocator({
	label: 'Organization',
	name: 'organizationId',
	apiName: 'organization_id',
	description:
		'The HyperRep organization to work in. Leave it empty if your API key reaches only one.',
	listMethod: 'searchOrganizations',
	listPlaceholder: 'Select an organization…',
	placeholder: 'e.g. HR_id_example_organization_id',
});
