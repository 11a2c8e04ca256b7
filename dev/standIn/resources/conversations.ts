import { within, type Call, type PageOf } from '../call';
import { readWindow } from '../dates';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { ORGANIZATION, type Route } from '../router';

export interface ConversationFields {
	/** The number of its contact. */
	contact: number;
	/** The number of the agent who is in charge; shown nowhere. */
	agent: number | null;
	startAt: Microseconds;
	lastActivityAt: Microseconds;
	folder: string;
	isRead: boolean;
	extra?: Record<string, unknown>;
}

export interface StoredConversation extends ConversationFields, StoredRecord {}

type NewConversation = Partial<ConversationFields> & { contact: number };

export class ConversationList extends RecordList<StoredConversation, NewConversation> {
	static readonly listName = 'conversations';
	readonly kind = 'conversation';

	protected make(fields: NewConversation, startAt: Microseconds) {
		return {
			agent: null,
			startAt,
			lastActivityAt: fields.startAt ?? startAt,
			folder: 'inbox',
			isRead: true,
			...fields,
		};
	}

	protected present(conversation: StoredConversation, idOf: IdWriter) {
		return {
			conversation_id: idOf('conversation', conversation.number),
			start_at: toTimestamp(conversation.startAt),
			last_activity_at: toTimestamp(conversation.lastActivityAt),
			folder: conversation.folder,
			is_read: conversation.isRead,
			contact_id: idOf('contact', conversation.contact),
		};
	}

	dateOf = (conversation: StoredConversation) => conversation.startAt;
	protected nameOf = (conversation: StoredConversation) => conversation.folder;
	protected override activityOf = (conversation: StoredConversation) => conversation.lastActivityAt;
}

export const conversationRoutes: Route[] = [
	{
		method: 'GET',
		path: `${ORGANIZATION}/conversations`,
		respond: (call) => conversationsOf(call),
	},
	{
		method: 'GET',
		path: `${ORGANIZATION}/conversations/{conversation_id}`,
		respond: (call) => call.showFound(call.list(ConversationList)),
	},
];

/** A page of conversations, of one parent or of all. */
export function conversationsOf(call: Call, of?: PageOf<StoredConversation>['of']): unknown {
	const { dates } = call.organization;
	const window = readWindow(call.query);
	const dateOf = {
		start: (conversation: StoredConversation) => conversation.startAt,
		lastActivity: (conversation: StoredConversation) => conversation.lastActivityAt,
	};
	const keep =
		dates.conversations === 'ignored'
			? undefined
			: within(window, dateOf[dates.conversations], dates.end);
	return call.page(call.list(ConversationList), { of, keep });
}
