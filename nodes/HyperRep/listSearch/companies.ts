import { chosenOrganization, listMethod, searchPages, textOf } from './list';

/** The companies of the chosen organization, found by name or domain. */
export const searchCompanies = listMethod(async (search, context) =>
	searchPages(
		search,
		{
			path: ['organizations', chosenOrganization(context), 'companies'],
			purpose: { doing: 'list the companies', parameters: ['Organization'] },
		},
		(company, filter) =>
			['name', 'domain'].some((field) => textOf(company, field).toLowerCase().includes(filter)),
		(company) => ({
			name: textOf(company, 'name') || 'Unnamed company',
			value: textOf(company, 'company_id'),
		}),
	),
);
