import type { IDataObject } from 'n8n-workflow';

import { mapInOrder } from '../concurrency/mapInOrder';
import { Contacts } from '../resources/contact/Contacts';
import { readInTime } from './readInTime';
import type { PollRun, Stream, TriggerEvent } from './TriggerEvent';

/** What the user wants done to the records. */
export interface Presentation {
	includeContact: boolean;
	simplify: boolean;
}

interface PresentedState<S> {
	stream: S;
	/** How many records a poll has time for, if the last one did not have time for all. */
	fits?: number;
}

/**
 * A stream whose records have their contacts, or are simplified, if the user wants that. If there is no time
 * for all contacts, a poll emits nothing, and the next one as many records as there is time for; while that
 * takes less than half of the time, each further one emits twice as many.
 *
 * @param open opens the stream, which emits at most `maxRecords` in a poll
 */
export function presented<S>(
	run: PollRun,
	open: (maxRecords: number) => Stream<S>,
	{ contactIdOf, simplify }: Pick<TriggerEvent, 'contactIdOf' | 'simplify'>,
	wanted: Presentation,
): Stream<PresentedState<S>> {
	const stream = open(run.maxRecords);
	const contacts = new Contacts(run.client);

	const addContacts = async (records: IDataObject[]): Promise<IDataObject[]> => {
		if (contactIdOf === undefined || !wanted.includeContact) return records;
		const ids = records.map(contactIdOf);
		const read = await readInTime(run, ids, async (id) => await contacts.get(id));
		const isUnread = (id: unknown) => !read.has(id);
		const end = ids.findIndex(isUnread);
		const complete = records.slice(0, end === -1 ? undefined : end);
		return await mapInOrder(complete, 1, undefined, async (record, n) => ({
			...record,
			contact: await contacts.get(ids[n]),
		}));
	};
	const simplified = async (records: IDataObject[]): Promise<IDataObject[]> => {
		if (simplify === undefined || !wanted.simplify) return records;
		return await mapInOrder(records, 1, undefined, async (record) => simplify(record));
	};

	return {
		startAt: (instant) => ({ stream: stream.startAt(instant) }),
		begin: async () => ({ stream: await stream.begin() }),
		async poll(before) {
			const { fits = Infinity } = before;
			const began = Date.now();
			const found = await (fits < run.maxRecords ? open(fits) : stream).poll(before.stream);
			const records = await addContacts(found.records);
			if (records.length < found.records.length) {
				return { records: [], state: { ...before, fits: Math.max(1, records.length) } };
			}
			const isRest = records.length === fits;
			const now = Date.now();
			const isQuick = now - began < run.until - now;
			const state = { stream: found.state, ...(isRest && { fits: isQuick ? fits * 2 : fits }) };
			return { records: await simplified(records), state };
		},
		async recent(state) {
			const [record] = await stream.recent(state?.stream);
			return record === undefined ? [] : await simplified(await addContacts([record]));
		},
	};
}
