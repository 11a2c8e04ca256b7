import type { IDataObject } from 'n8n-workflow';

import { emit } from '../../nodes/HyperRep/trigger/threads/emit';
import { toItem } from '../../nodes/HyperRep/trigger/recognizing/Item';
import { toTimestamp, type Microseconds } from '../../nodes/HyperRep/time/microseconds';

const kind = { noun: 'message', idField: 'message_id', atField: 'sent_at', traits: [] };

/** Messages one microsecond apart, two in each conversation, in turns of emails and texts. */
function messages(count: number) {
	return Array.from({ length: count }, (_, n) => n as Microseconds).flatMap((at) => {
		const modality = at % 2 === 0 ? 'email' : 'text';
		const record = { message_id: `m${at}`, modality, sent_at: toTimestamp(at) };
		const thread = { id: `c${at >> 1}`, start: '0', activity: at };
		const item = toItem(record, kind);
		return item === undefined ? [] : [{ item, thread }];
	});
}

const run = (options: { maxRecords?: number; passes?(record: IDataObject): boolean }) => ({
	maxRecords: Infinity,
	until: Infinity,
	isTimeUp: () => false,
	...options,
});

const namesOf = (records: IDataObject[]) => records.map(({ message_id: id }) => id);
const get = async (id: string) =>
	await Promise.resolve({ conversation_id: id, folder: `of ${id}` });

test('Max Records counts what is emitted, and what the filter leaves out is dealt with', async () => {
	const passes = ({ modality }: IDataObject) => modality === 'text';
	const { records, waiting } = await emit(
		run({ maxRecords: 3, passes }),
		messages(20),
		new Map(),
		get,
	);
	expect(namesOf(records)).toEqual(['m1', 'm3', 'm5']);
	expect(waiting.map(({ item }) => item.record.message_id)).toEqual(
		messages(20)
			.slice(6)
			.map(({ item }) => item.record.message_id),
	);
});

test('what waits passes the filter of the poll in which it is emitted', async () => {
	const first = await emit(run({ maxRecords: 1 }), messages(6), new Map(), get);
	const passes = ({ modality }: IDataObject) => modality === 'email';
	const second = await emit(run({ passes }), first.waiting, new Map(), get);
	expect([namesOf(first.records), namesOf(second.records)]).toEqual([['m0'], ['m2', 'm4']]);
	expect(second.waiting).toEqual([]);
});

test('a filter sees the conversation, and each is read once', async () => {
	const asked: string[] = [];
	const conversations = new Map([['c1', { conversation_id: 'c1', folder: 'inbox' }]]);
	const passes = ({ conversation }: IDataObject) =>
		(conversation as IDataObject).folder === 'inbox';
	const { records } = await emit(
		run({ maxRecords: 3, passes }),
		messages(8),
		conversations,
		async (id) => {
			asked.push(id);
			return await get(id);
		},
	);
	expect(namesOf(records)).toEqual(['m2', 'm3']);
	expect(asked).toEqual(['c0', 'c2', 'c3']);
});

test('what there is no time for waits, and some come in each poll', async () => {
	const slow = { ...run({}), isTimeUp: () => true };
	const { records, waiting } = await emit(slow, messages(100), new Map(), get);
	expect([records.length, waiting.length]).toEqual([32, 68]);
});

test('what there is no time for waits, also where the filter leaves out all that was read', async () => {
	const slow = { ...run({ maxRecords: 1, passes: () => false }), isTimeUp: () => true };
	const { records, waiting } = await emit(slow, messages(100), new Map(), get);
	expect([records.length, waiting.length]).toEqual([0, 84]);
});
