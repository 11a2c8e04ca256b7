import type { IDataObject } from 'n8n-workflow';

import { conversationKind } from '../../resources/conversation/kind';
import { messageKind } from '../../resources/message/kind';
import { pathOf } from '../../resources/RecordKind';
import { parseTimestamp } from '../../time/microseconds';
import type { Kind } from '../scan/Item';
import { listOf } from '../scan/stream';
import { threadStream, type Threads } from '../threads/threads';
import { triggerEvent, type Run } from '../TriggerEvent';
import { isGone } from './isGone';

export const messageReceived = triggerEvent({
	value: 'messageReceived',
	name: 'Message Received',
	action: 'On new message received',
	description: 'When a customer writes, calls or fills in a form',
	plural: 'received messages',
	parameters: {},
	open: (run) => threadStream(run, threadsOf(run)),
});

const conversations: Kind = {
	noun: conversationKind.noun,
	idField: conversationKind.idField,
	atField: 'last_activity_at',
	fallbackField: 'start_at',
	traits: ['start_at'],
};

const messages: Kind = {
	noun: messageKind.noun,
	idField: messageKind.idField,
	atField: 'sent_at',
	traits: ['content', 'subject'],
};

function threadsOf(run: Run): Threads {
	const { client } = run;
	return {
		list: listOf(run, {
			kind: conversations,
			path: pathOf(conversationKind),
			// A date filter may compare the start, and hide where somebody writes again.
			dates: 'none',
			plural: 'messages',
		}),
		kind: messages,
		identify: ({ conversation_id: id, start_at: start }) => ({
			id: String(id),
			start: String(parseTimestamp(start) ?? ''),
		}),
		async read(id, since, most = Infinity) {
			const list = listOf(run, {
				kind: messages,
				path: pathOf(messageKind, id),
				dates: 'loose',
				plural: 'messages',
				expand: (message) => (isReceived(message) ? [message] : []),
			});
			return await readPages(list.pages(since), most);
		},
		get: async (id) =>
			await client
				.get({
					path: [...pathOf(conversationKind), id],
					idField: conversationKind.idField,
					purpose: { doing: 'get the conversation of a message', labels: new Map() },
				})
				.catch((error: unknown) =>
					isGone(error) ? { conversation_id: id } : Promise.reject(error),
				),
	};
}

/** Whether somebody else has sent it: no draft, and none that was sent from a draft. */
function isReceived({ message_direction: direction, sent_at, drafted_at }: IDataObject): boolean {
	if (direction === 'sent' || sent_at === null || sent_at === undefined) return false;
	return direction === 'received' || drafted_at === null || drafted_at === undefined;
}

/** Only the first page says whether the conversation is gone; later ones may fail for their cursor. */
async function readPages<T>(pages: AsyncGenerator<T>, most: number): Promise<T[]> {
	const read: T[] = [];
	let next = await pages
		.next()
		.catch((error: unknown) => (isGone(error) ? undefined : Promise.reject(error)));
	while (next?.done === false) {
		read.push(next.value);
		if (read.length >= most) break;
		next = await pages.next();
	}
	return read;
}
