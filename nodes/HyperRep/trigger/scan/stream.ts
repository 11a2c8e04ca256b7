import { sleep, type IDataObject } from 'n8n-workflow';

import type { Page as ClientPage } from '../../api/Client';
import type { Labels } from '../../api/messages';
import { fromMilliseconds } from '../../time/microseconds';
import type { Run, Stream } from '../TriggerEvent';
import { begin } from './begin';
import { toItem, type Item, type Kind } from './Item';
import type { List, Page } from './List';
import { findRecent } from './recent';
import { scan } from './scan';
import { newScan, type ScanState } from './ScanState';

/** With nothing new, a poll moves no more records than these. */
const PEEK = 50;

/** The records of a list as they come into being, each once. */
export function scanStream(
	run: Run,
	kind: Kind,
	path: string[],
	plural: string,
): Stream<ScanState> {
	const list = listOf(run, kind, path, plural);
	return {
		startAt: newScan,
		begin: async () => await begin(list, { ...run, wait: sleep }),
		async poll(before) {
			const { items, state } = await scan(list, before, run);
			return { records: items.map(({ record }) => record), state };
		},
		recent: async (state) => (await findRecent(list, state))?.record,
	};
}

function listOf({ client, until }: Run, kind: Kind, path: string[], plural: string): List {
	const labels: Labels = new Map([['organization_id', 'Organization']]);
	const request = { path, noun: plural, purpose: { doing: `look for new ${plural}`, labels } };
	const read = ({ records, cursor, nextCursor, serverTime }: ClientPage): Page => {
		const items: Item[] = [];
		const unreadable: IDataObject[] = [];
		for (const record of records) {
			const item = toItem(record, kind);
			if (item === undefined) unreadable.push(record);
			else items.push(item);
		}
		const time = serverTime === undefined ? undefined : fromMilliseconds(serverTime);
		return { items, unreadable, cursor, nextCursor, serverTime: time };
	};
	return {
		kind,
		peek: async () => read(await client.getPage({ ...request, limit: PEEK })),
		async *pages(cursor) {
			const pages = client.pages({ ...request, cursor });
			// Where the time is over in the middle of a page, what was read before it counts.
			const endOrFail = (error: unknown) =>
				Date.now() >= until ? ({ done: true, value: undefined } as const) : Promise.reject(error);
			let next: IteratorResult<ClientPage> = await pages.next();
			while (next.done !== true) {
				yield read(next.value);
				next = await pages.next().catch(endOrFail);
			}
		},
	};
}
