import type { IDataObject } from 'n8n-workflow';

import { getUnlessGone, isGone } from '../../operations/gone';
import { pathOf } from '../../operations/RecordKind';
import { conversationKind } from '../../resources/conversation/kind';
import { messageKind } from '../../resources/message/kind';
import { simplifyMessage } from '../../resources/message/simplifyMessage';
import { parseTimestamp, shift } from '../../time/microseconds';
import { objectIn } from '../../values/objects';
import { readPages } from '../list/List';
import { listOf } from '../list/listOf';
import type { DatedKind } from '../recognizing/Item';
import { NO_START } from '../threads/Progress';
import { threadStream } from '../threads/threads';
import { triggerEvent, type PollRun, type TriggerEvent } from '../TriggerEvent';
import { messageFilters, passesMessage } from './filters';

const conversations: DatedKind = {
	...conversationKind,
	atField: 'last_activity_at',
	movesOn: true,
	fallbackField: 'start_at',
};

const messages: DatedKind = { ...messageKind, atField: 'sent_at' };

/** Makes an event of messages, which `messageStream` finds. */
export function messageEvent(
	naming: Pick<TriggerEvent, 'value' | 'name' | 'action' | 'description' | 'plural'>,
	isWanted: (message: IDataObject) => boolean,
	draftedBefore = 0,
) {
	return triggerEvent({
		...naming,
		parameters: { filters: messageFilters },
		open: (run, { filters }) =>
			messageStream({ ...run, passes: passesMessage(filters) }, isWanted, draftedBefore),
		contactIdOf: (message) => objectIn(message, 'conversation').contact_id,
		simplify: simplifyMessage,
	});
}

/**
 * Messages with their conversations, by the date when they were sent.
 *
 * @param isWanted whether a message counts
 * @param draftedBefore how long before it is sent a message may have been drafted, in microseconds: HyperRep
 * does not document which of the two dates its filter compares
 */
function messageStream(
	run: PollRun,
	isWanted: (message: IDataObject) => boolean,
	draftedBefore: number,
) {
	const plural = 'messages';
	const get = async (id: string) =>
		await getUnlessGone(run.client, conversationKind, id, 'get the conversation of a message');
	return threadStream(run, {
		// A date filter may compare the start, and hide a conversation in which somebody writes again.
		list: listOf(run, { kind: conversations, path: pathOf(conversationKind), plural }),
		kind: messages,
		threadOf: ({ record: { conversation_id: id, start_at: start }, at }) => ({
			id: String(id),
			start: parseTimestamp(start)?.toString(36) ?? NO_START,
			activity: at,
		}),
		async read({ id, rest }, since, most) {
			const path = pathOf(messageKind, id);
			const expand = (message: IDataObject) => (isWanted(message) ? [message] : []);
			const list = listOf(run, { kind: messages, path, plural, dates: 'loose', expand });
			const readFrom = async (cursor?: string) =>
				await readPages(list.pages(shift(since, -draftedBefore), cursor), most, run.isTimeUp);
			// If a remembered cursor fails, the top shows whether the cursor or HyperRep is at fault.
			const rested = rest && (await readFrom(rest.cursor).catch(() => undefined));
			if (rested !== undefined) return rested;
			return await readFrom().catch(async (error: unknown) => {
				// If the conversation itself still exists, its messages would be lost.
				const isLost = isGone(error, conversationKind) && (await get(id)) === undefined;
				return isLost ? [] : Promise.reject(error);
			});
		},
		get: async (id) => (await get(id)) ?? { conversation_id: id },
	});
}
