import { isObject } from '../api/answer';
import { fold } from '../comparing/searchText';
import { organization } from '../parameters/organization';
import { pathOf, type RecordKind } from '../resources/RecordKind';
import { inChosenOrganization, listMethod, type Search } from './listMethod';
import { pagesUntil, SEARCH_TIME } from './pagesUntil';

/** How many pages of records are read for the names, of which HyperRep has no list. */
const MAX_PAGES = 20;

/** The names of the custom fields that records of a kind have, in alphabetical order. */
export async function customFieldNames(kind: RecordKind, search: Search): Promise<string[]> {
	const client = await inChosenOrganization(search);
	const names = new Set<string>();
	const pages = pagesUntil(Date.now() + SEARCH_TIME, client, {
		path: pathOf(kind),
		purpose: {
			doing: `list the custom fields of ${kind.plural}`,
			labels: organization.labels,
		},
	});
	let count = 0;
	for await (const { records } of pages) {
		for (const { custom_fields: fields } of records) {
			for (const name of Object.keys(isObject(fields) ? fields : {})) names.add(name);
		}
		if (++count === MAX_PAGES) break;
	}
	return [...names].filter((name) => name.trim() !== '').sort((a, b) => a.localeCompare(b));
}

/** The list search method for the names of custom fields. */
export const customFieldSearch = (kind: RecordKind) =>
	listMethod(async (search) => {
		const wanted = fold(search.filter);
		const names = await customFieldNames(kind, search);
		const found = names.filter((name) => fold(name).includes(wanted));
		return { results: found.map((name) => ({ name, value: name })) };
	});
