import type { IDataObject } from 'n8n-workflow';

import { conversationKind } from '../../resources/conversation/kind';
import { getUnlessGone, isGone } from '../../resources/gone';
import { messageKind } from '../../resources/message/kind';
import { pathOf } from '../../resources/RecordKind';
import { parseTimestamp, shift } from '../../time/microseconds';
import type { Kind } from '../recognizing/Item';
import { readPages } from '../list/List';
import { listOf } from '../list/listOf';
import type { Run } from '../TriggerEvent';
import type { Threads } from './threads';
import { isObject } from '../../values/objects';

const conversations: Kind = {
	noun: conversationKind.noun,
	idField: conversationKind.idField,
	atField: 'last_activity_at',
	movesOn: true,
	fallbackField: 'start_at',
};

const messages: Kind = {
	noun: messageKind.noun,
	idField: messageKind.idField,
	atField: 'sent_at',
};

/** The ID of the contact in whose conversation a message came. */
export const contactIdOfMessage = ({ conversation }: IDataObject): unknown =>
	isObject(conversation) ? conversation.contact_id : undefined;

/**
 * HyperRep's conversations and their messages.
 *
 * @param isWanted says for a message whether it counts
 * @param draftedBefore how long before it is sent a message may have been drafted, in microseconds: nobody knows
 * which of the two dates HyperRep's filter compares
 */
export function conversationThreads(
	run: Run,
	isWanted: (message: IDataObject) => boolean,
	draftedBefore = 0,
): Threads {
	const plural = 'messages';
	const get = async (id: string) =>
		await getUnlessGone(run.client, conversationKind, id, 'get the conversation of a message');
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
			return await readPages(list.pages(shift(since, -draftedBefore)), most).catch(
				async (error: unknown) => {
					// Where the conversation itself still answers, its messages would be lost.
					const isLost = isGone(error, conversationKind) && (await get(id)) === undefined;
					return isLost ? [] : Promise.reject(error);
				},
			);
		},
		get: async (id) => (await get(id)) ?? { conversation_id: id },
	};
}
