import { createdWithin } from '../../operations/createdWithin';
import { matchesAll, narrowedBy, searching } from '../../operations/Narrowing';
import { text } from '../../parameters/text';
import { companyKind } from './kind';

/** HyperRep has no filter for companies, so the node applies these. */
export const companyFilters = narrowedBy({
	filters: {
		created: createdWithin('companies'),
		search: text({
			label: 'Search',
			name: 'search',
			placeholder: 'e.g. acme',
			description:
				'Only companies whose name or domain contains these words. The node applies this filter itself.',
		}),
	},
	matches: ({ created, search }) => matchesAll([created, searching(companyKind, search)]),
});
