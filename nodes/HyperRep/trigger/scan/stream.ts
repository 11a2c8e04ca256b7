import type { IDataObject } from 'n8n-workflow';

import type { Page as ClientPage } from '../../api/Client';
import { endingAt } from '../../concurrency/endingAt';
import { organization } from '../../parameters/organization';
import {
	BEGINNING,
	fromMilliseconds,
	MINUTE,
	shift,
	toTimestamp,
	type Microseconds,
} from '../../time/microseconds';
import { toItem, type Item, type Kind } from '../recognizing/Item';
import type { Run, Stream } from '../TriggerEvent';
import { begin } from './begin';
import { PEEK, type List, type Page } from './List';
import { findRecent } from './recent';
import { scan } from './scan';
import { newScan, type ScanState } from './ScanState';

/** By how much more a loose window is asked for, in microseconds. */
const MARGIN = MINUTE;

/** What a scan reads. */
export interface Scanned {
	kind: Kind;
	/** Where it is listed, below the organization. */
	path: string[];
	/** In sentences, e.g. `sales`. */
	plural: string;
	/** What `start_date` compares; `none` where it is not sent. */
	dates?: List['dates'];
	/** Sent with every page. */
	query?: Record<string, string>;
	/** What a record of the list stands for; itself, if this is absent. */
	expand?(record: IDataObject): IDataObject[];
	/** Whether one of those starts a workflow; all do, if this is absent. */
	isWanted?(record: IDataObject): boolean;
}

/** The records of a list as they come into being, each once. */
export function scanStream(run: Run, scanned: Scanned): Stream<ScanState> {
	const list = listOf(run, scanned);
	return {
		startAt: newScan,
		begin: async () => await begin(list, run),
		async poll(before) {
			const { items, state } = await scan(list, before, run);
			return { records: items.map(({ record }) => record), state };
		},
		recent: async (state) => (await findRecent(list, state))?.record,
	};
}

/** A list of HyperRep's, as a scan reads it. */
export function listOf({ client, until }: Run, scanned: Scanned): List {
	const { kind, path, plural, dates = 'none', query = {}, expand, isWanted = () => true } = scanned;
	const requestSince = (since: Microseconds) => ({
		path,
		noun: plural,
		purpose: { doing: `look for new ${plural}`, labels: organization.labels },
		query:
			dates === 'none' || since === BEGINNING
				? query
				: { ...query, start_date: toTimestamp(dates === 'exact' ? since : shift(since, -MARGIN)) },
	});
	const read = ({ records, cursor, nextCursor, serverTime }: ClientPage): Page => {
		const items: Item[] = [];
		const unreadable: IDataObject[] = [];
		for (const record of expand === undefined ? records : records.flatMap(expand)) {
			const item = toItem(record, kind, isWanted(record));
			if (item !== undefined) items.push(item);
			else if (isWanted(record)) unreadable.push(record);
		}
		const time = serverTime === undefined ? undefined : fromMilliseconds(serverTime);
		return { items, unreadable, cursor, nextCursor, serverTime: time };
	};
	return {
		kind,
		dates,
		peek: async (since) => read(await client.getPage({ ...requestSince(since), limit: PEEK })),
		async *pages(since, cursor) {
			const pages = client.pages({ ...requestSince(since), cursor });
			// Where the time is over in the middle of a page, what was read before it counts.
			const isEnd = (_: unknown, isFirst: boolean) => !isFirst && Date.now() >= until;
			for await (const page of endingAt(pages, isEnd)) yield read(page);
		},
	};
}
