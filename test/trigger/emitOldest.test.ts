import type { IDataObject } from 'n8n-workflow';

import { emitOldest } from '../../nodes/HyperRep/trigger/emitOldest';

/** Messages, two in each conversation, in turns of emails and texts. */
const messages = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({
		message_id: `m${n}`,
		conversation_id: `c${n >> 1}`,
		modality: n % 2 === 0 ? 'email' : 'text',
	}));

const get = async (id: string) =>
	await Promise.resolve({ conversation_id: id, folder: `of ${id}` });

/** Emits messages with their conversations. */
async function emit(
	entries: IDataObject[],
	{
		maxRecords = Infinity,
		read = new Map<string, IDataObject>(),
		...run
	}: {
		maxRecords?: number;
		passes?(record: IDataObject): boolean;
		isTimeUp?(): boolean;
		read?: Map<string, IDataObject>;
	} = {},
) {
	const asked: string[] = [];
	const { records, waiting } = await emitOldest(
		{ until: Infinity, isTimeUp: () => false, ...run },
		maxRecords,
		entries,
		{
			idOf: ({ conversation_id: id }) => String(id),
			read,
			get: async (id) => {
				asked.push(id);
				return await get(id);
			},
			join: (message, conversation) => ({ ...message, conversation }),
		},
	);
	return { emitted: namesOf(records), waiting: namesOf(waiting), asked };
}

const namesOf = (records: IDataObject[]) => records.map(({ message_id: id }) => id);

test('Max Records counts what is emitted, and what the filter leaves out is processed', async () => {
	const passes = ({ modality }: IDataObject) => modality === 'text';
	const { emitted, waiting } = await emit(messages(20), { maxRecords: 3, passes });
	expect(emitted).toEqual(['m1', 'm3', 'm5']);
	expect(waiting).toEqual(namesOf(messages(20)).slice(6));
});

test('what waits passes the filter of the poll in which it is emitted', async () => {
	const first = await emit(messages(6), { maxRecords: 1 });
	const passes = ({ modality }: IDataObject) => modality === 'email';
	const second = await emit(messages(6).slice(1), { passes });
	expect([first.emitted, second.emitted]).toEqual([['m0'], ['m2', 'm4']]);
	expect([first.waiting.length, second.waiting.length]).toEqual([5, 0]);
});

test('a filter sees the conversation, and each is read once', async () => {
	const read = new Map([['c1', { conversation_id: 'c1', folder: 'inbox' }]]);
	const passes = ({ conversation }: IDataObject) =>
		(conversation as IDataObject).folder === 'inbox';
	const { emitted, asked } = await emit(messages(8), { maxRecords: 3, passes, read });
	expect(emitted).toEqual(['m2', 'm3']);
	expect(asked).toEqual(['c0', 'c2', 'c3']);
});

test('what there is no time for waits, and some are emitted in each poll', async () => {
	const { emitted, waiting } = await emit(messages(100), { isTimeUp: () => true });
	expect([emitted.length, waiting.length]).toEqual([32, 68]);
});

test('what there is no time for waits, also where the filter leaves out all that was read', async () => {
	const slow = { maxRecords: 1, passes: () => false, isTimeUp: () => true };
	const { emitted, waiting } = await emit(messages(100), slow);
	expect([emitted.length, waiting.length]).toEqual([0, 84]);
});
