import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { readOptionalIdentifier } from '../input/identifier';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import { HyperRepClient, type ListRequest } from '../api/HyperRepClient';

/** Entries at a time while nothing is searched for; more load as the list is scrolled. */
const BROWSED_PAGE = 100;

/** How far one search goes before the user has to scroll on: 20 pages, 10,000 records. */
export const MOST_SEARCHED_PAGES = 20;

/** Nobody waits for a list any longer; in milliseconds. */
const LONGEST_WAIT = 30_000;

type ListMethod = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One search of a list in the panel: what is looked for, and where it goes on. */
export interface Search {
	client: HyperRepClient;
	/** In lower case; empty while nothing is looked for. */
	filter: string;
	cursor: string | undefined;
}

/** Makes a list search method of n8n's whose errors are shown in the panel. */
export function listMethod(
	search: (search: Search, context: ILoadOptionsFunctions) => Promise<INodeListSearchResult>,
): ListMethod {
	return async function (filter = '', paginationToken = undefined) {
		try {
			const client = await HyperRepClient.connect(this, { until: Date.now() + LONGEST_WAIT });
			return await search(
				{ client, filter: filter.trim().toLowerCase(), cursor: paginationToken },
				this,
			);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

/** The organization that is chosen in the panel at this moment. */
export function chosenOrganization(context: ILoadOptionsFunctions): string {
	const value = context.getCurrentNodeParameter('organizationId');
	const organizationId = readOptionalIdentifier(value, 'Organization');
	if (organizationId === undefined) {
		throw new InputError('Choose an Organization first', 'The list shows what is in it.');
	}
	if (organizationId.startsWith('=')) {
		throw new InputError(
			'Organization is an expression, which has no value before the workflow runs',
			'Choose an organization from the list for the moment, or enter the ID.',
		);
	}
	return organizationId;
}

/**
 * Reads a paged list for the panel: a page while nothing is looked for; else page after page until
 * something matches, so that a rare name is found in a large organization.
 */
export async function searchPages(
	{ client, filter, cursor }: Search,
	list: Pick<ListRequest, 'path' | 'purpose'>,
	matches: (record: IDataObject, filter: string) => boolean,
	toEntry: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	if (filter === '') {
		const page = await client.getPage({ ...list, limit: BROWSED_PAGE, cursor });
		const results = page.records.map(toEntry).filter(canBeChosen);
		return { results, paginationToken: page.nextCursor ?? undefined };
	}
	let next: string | null = cursor ?? null;
	let searched = 0;
	for await (const page of client.pages({ ...list, cursor })) {
		next = page.nextCursor;
		searched++;
		const found = page.records.filter((record) => matches(record, filter));
		if (found.length > 0 || searched === MOST_SEARCHED_PAGES) {
			const results = found.map(toEntry).filter(canBeChosen);
			return { results, paginationToken: next ?? undefined };
		}
	}
	return { results: [], paginationToken: next ?? undefined };
}

/** A text field of a record; anything else counts as empty. */
export function textOf(record: IDataObject, field: string): string {
	const value = record[field];
	return typeof value === 'string' ? value.trim() : '';
}

/** An entry without an ID would choose nothing. */
export const canBeChosen = ({ value }: INodeListSearchItems) => value !== '';
