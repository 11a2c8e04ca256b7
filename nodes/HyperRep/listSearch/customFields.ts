import { isObject } from '../api/answer';
import { chosenOrganization, listMethod, MOST_SEARCHED_PAGES } from './list';

/**
 * The names of the custom fields that contacts of the chosen organization have, in alphabetical
 * order. HyperRep has no list of them, so they are gathered from its contacts, of 10,000 at the most.
 */
export const searchCustomFields = listMethod(async ({ client, filter }, context) => {
	const names = new Set<string>();
	const pages = client.pages({
		path: ['organizations', chosenOrganization(context), 'contacts'],
		purpose: { doing: 'list the custom fields of contacts', parameters: ['Organization'] },
	});
	let searched = 0;
	for await (const { records } of pages) {
		for (const { custom_fields: fields } of records) {
			if (isObject(fields)) Object.keys(fields).forEach((name) => names.add(name));
		}
		if (++searched === MOST_SEARCHED_PAGES) break;
	}
	const results = [...names]
		.filter((name) => name.trim() !== '' && name.toLowerCase().includes(filter))
		.sort((a, b) => a.localeCompare(b))
		.map((name) => ({ name, value: name }));
	return { results };
});
