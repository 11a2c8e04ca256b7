import type { IDataObject } from 'n8n-workflow';

import { mapInOrder } from '../../concurrency/mapInOrder';
import type { Item } from '../recognizing/Item';
import type { Run } from '../TriggerEvent';
import type { Thread } from './ThreadState';

/** A new message, and the conversation in which it came. */
export interface NewMessage {
	item: Item;
	thread: Thread;
}

/** How many conversations are read at a time. */
const AT_A_TIME = 16;

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
	const { maxRecords, passes = () => true } = run;
	const records: IDataObject[] = [];
	let next = 0;
	while (next < messages.length && records.length < maxRecords) {
		const batch = messages.slice(next, next + maxRecords - records.length);
		const missing = batch.map(({ thread }) => thread.id).filter((id) => !conversations.has(id));
		const got = await readInTime(run, [...new Set(missing)], get);
		for (const [id, conversation] of got) conversations.set(id, conversation);
		for (const { item, thread } of batch) {
			const conversation = conversations.get(thread.id);
			if (conversation === undefined) return { records, waiting: messages.slice(next) };
			const record = { ...item.record, conversation };
			if (passes(record)) records.push(record);
			next++;
		}
	}
	return { records, waiting: messages.slice(next) };
}

/** Reads something for each key, side by side, as far as there is time; at least some in each poll. */
export async function readInTime<K, V>(
	run: Pick<Run, 'isTimeUp' | 'until'>,
	keys: K[],
	read: (key: K) => Promise<V>,
): Promise<Map<K, V>> {
	const found = new Map<K, V>();
	await mapInOrder(keys, AT_A_TIME, undefined, async (key, index) => {
		const isExtra = index >= AT_A_TIME;
		if (isExtra && run.isTimeUp()) return;
		await read(key).then(
			(value) => found.set(key, value),
			(error: unknown) => (isExtra && Date.now() >= run.until ? undefined : Promise.reject(error)),
		);
	});
	return found;
}
