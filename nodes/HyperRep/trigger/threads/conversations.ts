import type { IDataObject } from 'n8n-workflow';

import { endingAt } from '../../api/endingAt';
import { conversationKind } from '../../resources/conversation/kind';
import { messageKind } from '../../resources/message/kind';
import { pathOf } from '../../resources/RecordKind';
import { parseTimestamp } from '../../time/microseconds';
import { getUnlessGone, isGone } from '../gone';
import type { Kind } from '../recognizing/Item';
import { readPages } from '../scan/List';
import { listOf } from '../scan/stream';
import type { Run } from '../TriggerEvent';
import type { Threads } from './threads';

const conversations: Kind = {
	noun: conversationKind.noun,
	idField: conversationKind.idField,
	atField: 'last_activity_at',
	movesOn: true,
	fallbackField: 'start_at',
	traits: ['start_at'],
};

const messages: Kind = {
	noun: messageKind.noun,
	idField: messageKind.idField,
	atField: 'sent_at',
	traits: ['content', 'subject'],
};

/**
 * HyperRep's conversations and their messages.
 *
 * @param isWanted says for a message whether it counts
 */
export function conversationThreads(
	run: Run,
	isWanted: (message: IDataObject) => boolean,
): Threads {
	const plural = 'messages';
	return {
		// A date filter may compare the start, and hide where somebody writes again.
		list: listOf(run, { kind: conversations, path: pathOf(conversationKind), plural }),
		kind: messages,
		identify: ({ conversation_id: id, start_at: start }) => ({
			id: String(id),
			start: (parseTimestamp(start) ?? 0).toString(36),
		}),
		async read(id, since, most) {
			const path = pathOf(messageKind, id);
			const expand = (message: IDataObject) => (isWanted(message) ? [message] : []);
			const list = listOf(run, { kind: messages, path, plural, dates: 'loose', expand });
			// Later pages may fail for their cursor; only the first says whether the conversation is gone.
			const isEnd = (error: unknown, isFirst: boolean) => isFirst && isGone(error);
			return await readPages(endingAt(list.pages(since), isEnd), most);
		},
		async get(id) {
			const doing = 'get the conversation of a message';
			const found = await getUnlessGone(run.client, conversationKind, id, doing);
			return found ?? { conversation_id: id };
		},
	};
}
