import { locator } from './locator';

/** The organization that everything happens in, of both nodes. */
export const organizationField = locator(
	{
		displayName: 'Organization',
		name: 'organizationId',
		required: true,
		description: 'The HyperRep organization to work in. An API key can reach several.',
	},
	'searchOrganizations',
	{ list: 'Select an organization…', id: 'e.g. HR_id_example_organization_id' },
);
