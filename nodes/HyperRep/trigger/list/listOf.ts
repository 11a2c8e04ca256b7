import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../api/Client';
import { endingAt } from '../../concurrency/endingAt';
import type { RecordKind } from '../../operations/RecordKind';
import { organization } from '../../parameters/organization';
import {
	BEGINNING,
	fromMilliseconds,
	MINUTE,
	shift,
	toTimestamp,
	type Microseconds,
} from '../../time/microseconds';
import { instantOf, toItem, type Item, type DatedKind } from '../recognizing/Item';
import type { PollRun } from '../TriggerEvent';
import type { List, ItemPage } from './List';

/** By how much more a loose window is asked for, in microseconds. */
const MARGIN = MINUTE;

/** What is listed. `listedBy` gives the first three of a kind of record. */
export interface Listed {
	kind: DatedKind;
	/** Where it is listed, below the organization. */
	path: string[];
	/** In sentences, e.g. `sales`. */
	plural: string;
	/** What `start_date` compares; `none` where it is not sent. */
	dates?: List['dates'];
	/** Sent with every page. */
	query?: Record<string, string>;
	/** The events that a record of the list stands for; itself, if this is absent. */
	expand?(record: IDataObject): IDataObject[];
	/** Whether one of those starts a workflow, or a filter leaves it out; all do, if this is absent. */
	isWanted?(record: IDataObject): boolean;
}

/** The list of a kind of record, by a date of it. */
export const listedBy = (
	{ noun, plural, path, idField }: RecordKind,
	atField: string,
): Pick<Listed, 'kind' | 'path' | 'plural'> => ({
	kind: { noun, idField, atField },
	path: [path],
	plural,
});

/** A list of HyperRep's. */
export function listOf({ client, until }: PollRun, listed: Listed): List {
	const { kind, path, plural, dates = 'none', query = {}, isWanted = () => true } = listed;
	const { expand = (record) => [record] } = listed;
	const requestSince = (since: Microseconds) => ({
		path,
		noun: plural,
		purpose: { doing: `look for new ${plural}`, labels: organization.labels },
		query:
			dates === 'none' || since === BEGINNING
				? query
				: { ...query, start_date: toTimestamp(dates === 'exact' ? since : shift(since, -MARGIN)) },
	});
	const read = ({ records, cursor, nextCursor, serverTime }: Page): ItemPage => {
		const items: Item[] = [];
		const unreadable: IDataObject[] = [];
		for (const record of records.flatMap(expand)) {
			const item = toItem(record, kind, isWanted(record));
			if (item === undefined) unreadable.push(record);
			else items.push(item);
		}
		const instants = records.flatMap((record) => instantOf(record, kind) ?? []);
		const time = serverTime === undefined ? undefined : fromMilliseconds(serverTime);
		return { items, instants, unreadable, cursor, nextCursor, serverTime: time };
	};
	return {
		kind,
		dates,
		page: async (since, limit, cursor) =>
			read(await client.getPage({ ...requestSince(since), limit, cursor })),
		async *pages(since, cursor) {
			const pages = client.pages({ ...requestSince(since), cursor });
			// Where the time is over in the middle of a page, what was read before it counts.
			const isEnd = (_: unknown, isFirst: boolean) => !isFirst && Date.now() >= until;
			for await (const page of endingAt(pages, isEnd)) yield read(page);
		},
	};
}
