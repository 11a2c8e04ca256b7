import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { searchText } from '../comparing/searchText';
import { TimeSlice } from '../concurrency/TimeSlice';
import { organization } from '../parameters/organization';
import { textOf, type Dropdown } from '../resources/Dropdown';
import { pathOf } from '../resources/RecordKind';
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
		const results = page.records.map(toEntry).filter(({ value }) => value !== '');
		return { results, paginationToken: page.nextCursor ?? undefined };
	}
	const isFound = matcherOf(dropdown, filter, toEntry);
	const slice = new TimeSlice();
	const until = Date.now() + SEARCH_TIME;
	const results: INodeListSearchItems[] = [];
	let count = 0;
	for await (const page of client.pages(list)) {
		count += page.records.length;
		for (const record of page.records) {
			if (slice.isOver) await slice.giveWay();
			if (isFound(record)) results.push(toEntry(record));
		}
		if (page.nextCursor === null) break;
		const isTimeUp = Date.now() >= until;
		if (isTimeUp) results.push(howFar(count, kind.plural));
		if (isTimeUp || results.length >= SCREENFUL) {
			return { results, paginationToken: page.nextCursor };
		}
	}
	return { results };
}

/** Says whether a record can be chosen and is what is searched for, in its fields or its name. */
function matcherOf({ kind, searched }: Dropdown, filter: string, toEntry: ToEntry) {
	const matches = searchText(filter);
	return (record: IDataObject) =>
		idOf(record, kind.idField) !== '' &&
		matches(
			searched.length === 0
				? [toEntry(record).name]
				: searched.map((field) => textOf(record, field)),
		);
}

/** Says at the end of the list that there may be more. Choosing it chooses nothing. */
const howFar = (count: number, plural: string): INodeListSearchItems => ({
	name: `Searched ${count.toLocaleString('en')} ${plural}. Keep typing, or use the ID.`,
	value: '',
});

type ToEntry = (record: IDataObject) => INodeListSearchItems;

function entryOf({ kind, nameOf }: Dropdown, zone: string): ToEntry {
	const date = (value: unknown) => {
		const dateTime = DateTime.fromISO(typeof value === 'string' ? value : '', { zone });
		return dateTime.isValid ? dateTime.toFormat('yyyy-MM-dd HH:mm:ss') : '';
	};
	return (record) => ({
		name: nameOf(record, date) || `Unnamed ${kind.noun}`,
		value: idOf(record, kind.idField),
	});
}

/** IDs are opaque; one that is a number is written as text. An entry without one would choose nothing. */
function idOf(record: IDataObject, field: string): string {
	const id = record[field];
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

const labelsOf = ({ parent }: Dropdown['kind']) =>
	new Map([
		...organization.labels,
		...(parent === undefined ? [] : [[parent.idField, parent.label] as const]),
	]);
