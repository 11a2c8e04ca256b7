import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { ApiError } from '../errors/ApiError';
import type { Client, ListRequest, Page } from '../api/Client';
import { endingAt } from '../api/endingAt';
import { searchText } from '../comparing/searchText';
import { TimeSlice } from '../concurrency/TimeSlice';
import { organization } from '../parameters/organization';
import { textOf, type Dropdown } from '../resources/Dropdown';
import { pathOf } from '../resources/RecordKind';
import { chosenInPanel, inChosenOrganization, listMethod, type Search } from './listMethod';

/** How many entries come at a time while nothing is searched for; more load as the list is scrolled. */
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
		purpose: { doing: `list the ${kind.plural}`, labels: labelsFor(kind) },
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
	let next: string | null = null;
	for await (const page of pagesUntil(until, client, list)) {
		count += page.records.length;
		next = page.nextCursor;
		for (const record of page.records) {
			if (slice.isOver) await slice.giveWay();
			if (isFound(record)) results.push(toEntry(record));
		}
		if (next === null) return { results };
		if (Date.now() >= until) break;
		if (results.length >= SCREENFUL) return { results, paginationToken: next };
	}
	return { results: [...results, howFar(count, kind.plural)], paginationToken: next ?? undefined };
}

/**
 * The pages of a search. The first is waited for; those after it only as long as a search goes on, since
 * what was found before HyperRep became slow is worth more than a message.
 */
async function* pagesUntil(until: number, client: Client, list: ListRequest): AsyncGenerator<Page> {
	const first = await client.getPage(list);
	yield first;
	if (first.nextCursor === null) return;
	const others = client.within({ until }).pages({ ...list, cursor: first.nextCursor });
	yield* endingAt(others, mayAnswerLater);
}

/** Whether HyperRep, or the network, may answer later. */
function mayAnswerLater(error: unknown): boolean {
	const cause = error instanceof ApiError ? error.failure?.cause : undefined;
	return cause === 'rate-limited' || cause === 'temporarily-unavailable';
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

const labelsFor = ({ parent }: Dropdown['kind']) =>
	new Map([
		...organization.labels,
		...(parent === undefined ? [] : [[parent.idField, parent.label] as const]),
	]);
