import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { searchText } from '../comparing/searchText';
import { pathOf } from '../resources/RecordKind';
import { textOf, type Dropdown } from './Dropdown';
import { chosenInPanel, inChosenOrganization, listMethod, type Search } from './listMethod';

/** Entries at a time while nothing is searched for; more load as the list is scrolled. */
const BROWSED_PAGE = 100;

/** A search goes on until the box of the list is full, since the editor loads no more before that. */
const SCREENFUL = 20;

/** How long a search goes on, in milliseconds. */
const SEARCH_TIME = 10_000;

/** The list search method of a dropdown. */
export const recordSearch = (dropdown: Dropdown) =>
	listMethod(async (search) => await searchRecords(dropdown, search));

async function searchRecords(dropdown: Dropdown, search: Search): Promise<INodeListSearchResult> {
	const { kind } = dropdown;
	const { filter, cursor } = search;
	const client = await inChosenOrganization(search);
	const parentId = kind.parent === undefined ? undefined : chosenInPanel(search, kind.parent);
	const list = {
		path: pathOf(kind, parentId),
		purpose: { doing: `list the ${kind.plural}`, labels: labelsOf(kind) },
		cursor,
	};
	const toEntry = entryOf(dropdown, search.context.getTimezone());
	if (filter === '') {
		const page = await client.getPage({ ...list, limit: BROWSED_PAGE });
		const results = page.records.map(toEntry).filter(canBeChosen);
		return { results, paginationToken: page.nextCursor ?? undefined };
	}
	const matches = searchText(filter);
	const until = Date.now() + SEARCH_TIME;
	const results: INodeListSearchItems[] = [];
	let count = 0;
	for await (const page of client.pages(list)) {
		count += page.records.length;
		for (const record of page.records) {
			const entry = toEntry(record);
			const texts = dropdown.searched.map((field) => textOf(record, field));
			if (canBeChosen(entry) && matches(texts.length > 0 ? texts : [entry.name]))
				results.push(entry);
		}
		if (page.nextCursor === null) return { results };
		const isTimeUp = Date.now() >= until;
		if (isTimeUp) results.push(howFar(count, kind.plural));
		if (isTimeUp || results.length >= SCREENFUL) {
			return { results, paginationToken: page.nextCursor };
		}
	}
	return { results };
}

/** Says at the end of the list that there may be more. Choosing it chooses nothing. */
const howFar = (count: number, plural: string): INodeListSearchItems => ({
	name: `Searched ${count.toLocaleString('en')} ${plural}. Keep typing, or use the ID.`,
	value: '',
});

function entryOf({ kind, nameOf }: Dropdown, zone: string) {
	const date = (value: unknown) => {
		const dateTime = DateTime.fromISO(typeof value === 'string' ? value : '', { zone });
		return dateTime.isValid ? dateTime.toFormat('yyyy-MM-dd HH:mm') : '';
	};
	return (record: IDataObject): INodeListSearchItems => ({
		name: nameOf(record, date) || `Unnamed ${kind.noun}`,
		value: idOf(record, kind.idField),
	});
}

/** IDs are opaque; one that is a number is written as text. */
function idOf(record: IDataObject, field: string): string {
	const id = record[field];
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/** An entry without an ID would choose nothing. */
const canBeChosen = ({ value }: INodeListSearchItems) => value !== '';

const labelsOf = ({ parent }: Dropdown['kind']) =>
	new Map([
		['organization_id', 'Organization'],
		...(parent === undefined ? [] : [[parent.idField, parent.label] as const]),
	]);
