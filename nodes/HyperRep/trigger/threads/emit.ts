import type { IDataObject } from 'n8n-workflow';

import { AT_A_TIME, readInTime } from '../readInTime';
import type { Item } from '../recognizing/Item';
import type { Run } from '../TriggerEvent';
import type { Thread } from './Thread';

/** A new message, and the conversation in which it came. */
export interface NewMessage {
	item: Item;
	thread: Thread;
}

/**
 * Adds the conversations to the oldest new messages, as many as the run may have. A message that the filters leave
 * out counts as dealt with, and not as one of them.
 *
 * @param messages oldest first
 * @param conversations those that the list has shown, by ID; the ones that `get` reads are added
 * @returns the records, and the messages that wait for the next poll
 */
export async function emit(
	run: Pick<Run, 'maxRecords' | 'passes' | 'isTimeUp' | 'until'>,
	messages: NewMessage[],
	conversations: Map<string, IDataObject>,
	get: (id: string) => Promise<IDataObject>,
): Promise<{ records: IDataObject[]; waiting: NewMessage[] }> {
	const records: IDataObject[] = [];
	let next = 0;
	while (next < messages.length && records.length < run.maxRecords) {
		const room = run.maxRecords - records.length;
		const batch = messages.slice(next, next + (run.passes ? Math.max(room, AT_A_TIME) : room));
		const missing = batch.map(({ thread }) => thread.id).filter((id) => !conversations.has(id));
		for (const [id, one] of await readInTime(run, missing, get)) conversations.set(id, one);
		for (const { item, thread } of batch) {
			if (records.length === run.maxRecords) break;
			const conversation = conversations.get(thread.id);
			if (conversation === undefined) return { records, waiting: messages.slice(next) };
			// Items share nothing, since what follows may change one of them.
			const record = { ...item.record, conversation: structuredClone(conversation) };
			if (run.passes?.(record) ?? true) records.push(record);
			next++;
		}
		if (missing.length > 0 && run.isTimeUp()) break;
	}
	return { records, waiting: messages.slice(next) };
}
