import type { IDataObject } from 'n8n-workflow';

import { AT_A_TIME, readInTime } from './readInTime';
import type { PollRun } from './TriggerEvent';

/** How entries become records, each with the record that it belongs to. */
interface Joined<E> {
	/** The ID of the record that an entry belongs to. */
	idOf(entry: E): string;
	/** Those that were read, by ID; `get` adds the ones that it reads. */
	read: Map<string, IDataObject>;
	get(id: string): Promise<IDataObject>;
	/** Makes the record that is emitted; it may keep `owner`, which is a copy. */
	join(entry: E, owner: IDataObject): IDataObject;
}

/**
 * Turns the oldest entries into records, as many as may be emitted. An entry that the filters exclude counts
 * as processed, and not towards the limit.
 *
 * @param entries oldest first
 * @returns the records, and the entries that wait for the next poll
 */
export async function emitOldest<E>(
	run: Pick<PollRun, 'passes' | 'isTimeUp' | 'until'>,
	maxRecords: number,
	entries: E[],
	{ idOf, read, get, join }: Joined<E>,
): Promise<{ records: IDataObject[]; waiting: E[] }> {
	const { passes } = run;
	const records: IDataObject[] = [];
	let next = 0;
	while (next < entries.length && records.length < maxRecords) {
		const room = maxRecords - records.length;
		const batch = entries.slice(next, next + (passes ? Math.max(room, AT_A_TIME) : room));
		const missing = batch.map(idOf).filter((id) => !read.has(id));
		for (const [id, one] of await readInTime(run, missing, get)) read.set(id, one);
		for (const entry of batch) {
			if (records.length === maxRecords) break;
			const owner = read.get(idOf(entry));
			if (owner === undefined) return { records, waiting: entries.slice(next) };
			// Items share nothing, since later nodes may change one of them.
			const record = join(entry, structuredClone(owner));
			if (passes?.(record) ?? true) records.push(record);
			next++;
		}
		if (missing.length > 0 && run.isTimeUp()) break;
	}
	return { records, waiting: entries.slice(next) };
}
