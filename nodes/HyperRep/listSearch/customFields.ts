import { fold } from '../comparing/searchText';
import { pathOf, type RecordKind } from '../resources/RecordKind';
import { inChosenOrganization, listMethod } from './listMethod';

/** How many pages are read for the names; HyperRep has no list of them. */
const MAX_PAGES = 20;

/** The names of the custom fields that records of a kind have, in alphabetical order. */
export const customFieldSearch = (kind: RecordKind) =>
	listMethod(async (search) => {
		const client = await inChosenOrganization(search);
		const names = new Set<string>();
		const pages = client.pages({
			path: pathOf(kind),
			purpose: {
				doing: `list the custom fields of ${kind.plural}`,
				labels: new Map([['organization_id', 'Organization']]),
			},
		});
		let count = 0;
		for await (const { records } of pages) {
			for (const { custom_fields: fields } of records) {
				if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) continue;
				for (const name of Object.keys(fields)) names.add(name);
			}
			if (++count === MAX_PAGES) break;
		}
		const wanted = fold(search.filter);
		const results = [...names]
			.filter((name) => name.trim() !== '' && fold(name).includes(wanted))
			.sort((a, b) => a.localeCompare(b))
			.map((name) => ({ name, value: name }));
		return { results };
	});
