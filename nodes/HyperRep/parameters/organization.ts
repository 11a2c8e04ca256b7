import { decisiveLocator } from './locator';

/** What the panel and saved workflows call the organization. */
export const ORGANIZATION = { label: 'Organization', name: 'organizationId' };

/** What its records depend on: n8n clears a choice when this changes. */
export const CHOSEN_ORGANIZATION = `${ORGANIZATION.name}.value`;

const organizationThat = (whatAChangeDoes: string) =>
	decisiveLocator({
		...ORGANIZATION,
		apiName: 'organization_id',
		description:
			'Choose the HyperRep organization from the list, or enter its ID (organization_id)',
		hint: `Leave it empty if your API key has access to only one. ${whatAChangeDoes}`,
		builderHint:
			'Leave it empty unless the user names an organization: if the API key has access to only one, that one is used. Never invent an ID.',
		listMethod: 'searchOrganizations',
		listPlaceholder: 'Select an organization…',
		placeholder: 'e.g. HR_id_example_organization_id',
	});

/** The organization that an operation works in. */
export const organization = organizationThat(
	'Choose it first: changing it clears the fields below it.',
);

/** The organization that the trigger polls. */
export const polledOrganization = organizationThat('Changing it restarts the trigger.');
