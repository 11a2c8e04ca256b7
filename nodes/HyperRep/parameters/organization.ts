import { decisiveLocator } from './locator';

/** What the panel and saved workflows call the organization. */
export const ORGANIZATION = { label: 'Organization', name: 'organizationId' };

/** What its records depend on: n8n clears what was chosen when this changes. */
export const CHOSEN_ORGANIZATION = `${ORGANIZATION.name}.value`;

/** The organization that everything happens in, of both nodes. */
export const organization = decisiveLocator({
	...ORGANIZATION,
	apiName: 'organization_id',
	description:
		'The HyperRep organization to work in. Leave it empty if your API key reaches only one. Changing it clears what was chosen below it.',
	listMethod: 'searchOrganizations',
	listPlaceholder: 'Select an organization…',
	placeholder: 'e.g. HR_id_example_organization_id',
});
