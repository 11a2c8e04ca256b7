import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/Client';
import { fold } from '../comparing/searchText';
import { mapInOrder } from '../concurrency/mapInOrder';
import { unlessGone } from '../operations/gone';
import { pathOf, type RecordKind } from '../operations/RecordKind';
import { organization } from '../parameters/organization';
import { conversationKind } from '../resources/conversation/kind';
import { messageKind } from '../resources/message/kind';
import { objectIn } from '../values/objects';
import { inChosenOrganization, listMethod, type Search } from './listMethod';
import { pagesUntil, SEARCH_TIME, unlessSlow } from './pagesUntil';

/** How many pages of records are read for values that HyperRep does not list. */
const MAX_PAGES = 20;

/** How many conversations' messages are read, and how many conversations at a time. */
const MAX_CONVERSATIONS = 32;
const CONVERSATIONS_AT_A_TIME = 16;

/** What a list shows: values that records of a kind have in some field. */
interface InUse {
	kind: RecordKind;
	/** The values, e.g. `custom fields of contacts`. */
	what: string;
	/** Finds them in a record; anything but text is left out. */
	valuesOf(record: IDataObject): unknown[];
}

/** The names of the custom fields that records of a kind have. */
export const customFieldNames = (kind: RecordKind): InUse => ({
	kind,
	what: `custom fields of ${kind.plural}`,
	valuesOf: (record) => Object.keys(objectIn(record, 'custom_fields')),
});

/** Reads the values in use, each once, in alphabetical order. */
export async function valuesInUse(
	{ kind, what, valuesOf }: InUse,
	search: Search,
): Promise<string[]> {
	const values = new Set<unknown>();
	const client = await inChosenOrganization(search);
	const list = { path: pathOf(kind), purpose: purposeOf(what) };
	const pages = pagesUntil(Date.now() + SEARCH_TIME, client, list);
	let count = 0;
	for await (const { records } of pages) {
		for (const value of records.flatMap(valuesOf)) values.add(value);
		if (++count === MAX_PAGES) break;
	}
	return inOrder(values);
}

/** The list search method for values in use. */
export const valueSearch = (inUse: InUse) =>
	listMethod(async (search) => toList(await valuesInUse(inUse, search), search));

const purposeOf = (what: string) => ({ doing: `list the ${what}`, labels: organization.labels });

const MODALITIES = purposeOf('modalities of messages');

/** The list search method for modalities. Messages are listed only by conversation, so a sample must do. */
export const searchModalities = listMethod(async (search) => {
	const until = Date.now() + SEARCH_TIME;
	const client = (await inChosenOrganization(search)).within({ until });
	const path = pathOf(conversationKind);
	const conversations = await client.list({ path, purpose: MODALITIES, limit: MAX_CONVERSATIONS });
	const ids = conversations.map(({ conversation_id: id }) => String(id));
	const read = async (id: string) => await modalitiesIn(client, id);
	const values = await mapInOrder(ids, CONVERSATIONS_AT_A_TIME, undefined, read);
	return toList(inOrder(values.flat()), search);
});

async function modalitiesIn(client: Client, conversationId: string): Promise<unknown[]> {
	const list = { path: pathOf(messageKind, conversationId), purpose: MODALITIES };
	const page = await unlessGone(unlessSlow(client.getPage(list)), conversationKind);
	return page?.records.map(({ modality }) => modality) ?? [];
}

function inOrder(values: Iterable<unknown>): string[] {
	const texts = [...values].filter((value) => typeof value === 'string');
	return [...new Set(texts)]
		.filter((text) => text.trim() !== '')
		.sort((a, b) => a.localeCompare(b));
}

function toList(values: string[], { filter }: Search) {
	const wanted = fold(filter);
	const found = values.filter((value) => fold(value).includes(wanted));
	return { results: found.map((name) => ({ name, value: name })) };
}
