import { NodeApiError, type IPollFunctions, type JsonObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { HyperRepClient, ListPage } from '../transport/HyperRepClient';
import type { ContactPage, ContactSource } from './source';

/** With nothing new, a poll moves no more contacts than these. */
const PEEK = 50;

/** The contacts list of an organization, as the trigger reads it. */
export function contactSource(
	context: IPollFunctions,
	client: HyperRepClient,
	organizationId: string,
): ContactSource {
	const list = {
		path: ['organizations', organizationId, 'contacts'],
		purpose: { doing: 'look for new contacts', parameters: ['Organization'] },
	};
	return {
		peek: async () =>
			toContactPage({ ...(await client.getPage({ ...list, limit: PEEK })), cursor: undefined }),
		pages: () => toContactPages(client.pages(list)),
		async resume(cursor) {
			const pages = client.pages({ ...list, cursor });
			try {
				const first = await pages.next();
				return toContactPages(startingWith(first, pages));
			} catch (error) {
				// `Invalid cursor`: how long a cursor stays valid is not documented.
				if (error instanceof NodeApiError && error.httpCode === '400') return undefined;
				throw new NodeApiError(context.getNode(), error as JsonObject);
			}
		},
	};
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>) {
	if (first.done === true) return;
	yield first.value;
	yield* rest;
}

async function* toContactPages(pages: AsyncIterable<ListPage>): AsyncGenerator<ContactPage> {
	for await (const page of pages) yield toContactPage(page);
}

function toContactPage({ records, cursor, nextCursor, date }: ListPage): ContactPage {
	const clock = DateTime.fromHTTP(date ?? '');
	return {
		contacts: records,
		cursor,
		nextCursor,
		serverTime: clock.isValid ? clock.toMillis() * 1000 : undefined,
	};
}
