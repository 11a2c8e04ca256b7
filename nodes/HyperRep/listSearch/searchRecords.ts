import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Client } from '../api/Client';
import { searchText } from '../comparing/searchText';
import { parentOf } from '../operations/getById';
import { nameWith, textOf } from '../operations/naming';
import { pathOf, type RecordKind } from '../operations/RecordKind';
import { organization } from '../parameters/organization';
import { labelsOf } from '../parameters/Parameter';
import { wallClock } from '../time/wallClock';
import { chosenInPanel, inChosenOrganization, listMethod, type Search } from './listMethod';
import { SEARCH_TIME } from './pagesUntil';
import { searchList } from './searchList';

/** How many entries load at a time if nothing is searched for; scrolling loads more. */
const BROWSED_PAGE = 100;

/** Nobody scrolls through more, and formatting dates takes long. */
const MAX_SHOWN = 1000;

/** A search continues until the visible part of the list is full, since the editor loads no more before that. */
const SCREENFUL = 20;

/** What a list adds to its records. */
export interface Enrichment {
	/** Adds it to the records that are shown. */
	enrich(records: IDataObject[], client: Client): Promise<IDataObject[]>;
	/** Finds records by it; if there are none, the records' own fields are searched. */
	find(client: Client, search: string, count: number, until: number): Promise<IDataObject[]>;
}

/** The list search method for records of a kind. */
export const recordSearch = (kind: RecordKind, enrichment?: Enrichment) =>
	listMethod(async (search) => await searchRecords(kind, search, enrichment));

async function searchRecords(
	kind: RecordKind,
	search: Search,
	enrichment?: Enrichment,
): Promise<INodeListSearchResult> {
	const { filter, cursor } = search;
	const client = await inChosenOrganization(search);
	const parentId = kind.parent === undefined ? undefined : chosenInPanel(search, kind.parent);
	const list = {
		path: pathOf(kind, parentId),
		purpose: {
			doing: `list the ${kind.plural}`,
			labels: labelsOf({ organization, parent: parentOf(kind) }),
		},
		cursor,
	};
	const toEntry = entryOf(kind, search.context.getTimezone());
	const show = async (records: IDataObject[]) => {
		const first = records.slice(0, MAX_SHOWN);
		const shown = (await enrichment?.enrich(first, client)) ?? first;
		return tellApart(shown.map(toEntry).filter(({ value }) => value !== ''));
	};
	if (filter === '') {
		const limit = enrichment === undefined ? BROWSED_PAGE : SCREENFUL;
		const page = await client.getPage({ ...list, limit });
		return { results: await show(page.records), paginationToken: page.nextCursor ?? undefined };
	}
	const isFound = matcherOf(kind, filter, toEntry);
	const until = Date.now() + SEARCH_TIME;
	let failure: unknown;
	const finding = cursor === undefined && enrichment?.find(client, filter, SCREENFUL, until);
	const beside = await Promise.resolve(finding || []).catch((error: unknown) => {
		failure = error;
		return [];
	});
	if (beside.length > 0) {
		const more =
			beside.length < SCREENFUL ? [] : [note('There may be more. Keep typing, or use the ID.')];
		return { results: [...(await show(beside)), ...more] };
	}
	const wanted = { isFound, count: SCREENFUL, until };
	const { found, read, next } = await searchList(client, list, wanted);
	// A key that cannot read the other list may still find the record by what it holds.
	if (found.length === 0 && failure !== undefined) await Promise.reject(failure);
	const results = await show(found);
	if (next !== null && found.length < SCREENFUL) {
		const count = read.toLocaleString('en');
		results.push(note(`Searched ${count} ${kind.plural}. Keep typing, or use the ID.`));
	}
	return { results, paginationToken: next ?? undefined };
}

/** Whether a record can be chosen and matches the search, in its fields or its name. */
function matcherOf({ idField, searched = [] }: RecordKind, filter: string, toEntry: ToEntry) {
	const matches = searchText(filter);
	return (record: IDataObject) =>
		idOf(record, idField) !== '' &&
		matches(
			searched.length === 0
				? [toEntry(record).name]
				: searched.map((field) => textOf(record, field)),
		);
}

/** A note at the end of the list. Choosing it chooses nothing. */
const note = (text: string): INodeListSearchItems => ({ name: text, value: '' });

type ToEntry = ReturnType<typeof entryOf>;

/** Makes entries; `created` formats when a record was created, and is empty if that is not known. */
function entryOf({ noun, idField, nameOf }: RecordKind, zone: string) {
	const date = (value: unknown) => wallClock(value, zone, 'yyyy-MM-dd HH:mm:ss') ?? '';
	return (record: IDataObject) => ({
		name: nameOf?.(record, date) || `Unnamed ${noun}`,
		value: idOf(record, idField),
		created: () => date(record.created_at),
	});
}

/** Entries of the same name, as after a form was submitted twice, get their dates, too. */
function tellApart(entries: Array<ReturnType<ToEntry>>): INodeListSearchItems[] {
	const counts = new Map<string, number>();
	for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
	return entries.map(({ name, value, created }) => {
		const date = counts.get(name) === 1 ? '' : created();
		return { name: name.includes(date) ? name : nameWith(name, [date]), value };
	});
}

/** IDs are opaque; one that is a number is written as text. An entry without one would choose nothing. */
function idOf(record: IDataObject, field: string): string {
	const id = record[field];
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
