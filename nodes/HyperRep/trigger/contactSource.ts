import { NodeApiError, type IPollFunctions, type JsonObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { HyperRepClient, ListPage } from '../api/HyperRepClient';
import type { ContactPage, ContactSource } from './source';

/** With nothing new, a poll moves no more contacts than these. */
const PEEK = 50;

/** Answers to a remembered cursor that are about something else; any other 4xx refuses it. */
const NOT_ABOUT_THE_CURSOR = ['401', '403', '408', '429'];

/**
 * The contacts list of an organization, as the trigger reads it.
 *
 * @param until when the poll's time is over, in epoch milliseconds: pages end then, if one was read
 */
export function contactSource(
	context: IPollFunctions,
	client: HyperRepClient,
	organizationId: string,
	until: number,
): ContactSource {
	const list = {
		path: ['organizations', organizationId, 'contacts'],
		purpose: { doing: 'look for new contacts', parameters: ['Organization'] },
	};
	return {
		peek: async () =>
			toContactPage({ ...(await client.getPage({ ...list, limit: PEEK })), cursor: undefined }),
		pages: () => inTime(client.pages(list)),
		async resume(cursor) {
			const pages = client.pages({ ...list, cursor });
			try {
				return inTime(pages, await pages.next());
			} catch (error) {
				if (isRefusal(error)) return undefined;
				// Given one of its own kind, it gives that one back.
				throw new NodeApiError(context.getNode(), error as JsonObject);
			}
		},
	};

	/** The pages, until the time is up in the middle of one: the reading then ends in front of it. */
	async function* inTime(
		pages: AsyncGenerator<ListPage>,
		first?: IteratorResult<ListPage>,
	): AsyncGenerator<ContactPage> {
		let next = first ?? (await pages.next());
		while (next.done !== true) {
			yield toContactPage(next.value);
			try {
				next = await pages.next();
			} catch (error) {
				if (Date.now() >= until) return;
				throw new NodeApiError(context.getNode(), error as JsonObject);
			}
		}
	}
}

/** `Invalid cursor`, or the like: how long a cursor stays valid is not documented. */
function isRefusal(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const status = error.httpCode ?? '';
	return status.startsWith('4') && !NOT_ABOUT_THE_CURSOR.includes(status);
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
