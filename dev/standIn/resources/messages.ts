import { within, type Call } from '../call';
import { readWindow } from '../dates';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { ConversationList } from './conversations';

export interface MessageFields {
	/** The number of its conversation. */
	conversation: number;
	/** The number of its agent. */
	agent: number | null;
	modality: string;
	message_direction: string;
	is_form_request: boolean;
	subject: string | null;
	content: string | null;
	call_transcript: unknown;
	form_request_body: unknown;
	/** Null for a draft. */
	sentAt: Microseconds | null;
	draftedAt: Microseconds | null;
	email_metadata: { email_message_id: string | null; cc_emails: string[]; bcc_emails: string[] };
	call_metadata: { duration: number | null };
	tracked_links: Array<{ link: number; url: string; click_count: number }>;
	extra?: Record<string, unknown>;
}

export interface StoredMessage extends MessageFields, StoredRecord {
	createdAt: Microseconds;
}

type NewMessage = Partial<MessageFields> & { conversation: number };

export class MessageList extends RecordList<StoredMessage, NewMessage> {
	static readonly listName = 'messages';
	readonly kind = 'message';

	/** A received email that was sent at `at`, if `fields` don't say otherwise. */
	protected make(fields: NewMessage, createdAt: Microseconds) {
		return {
			createdAt,
			agent: null,
			modality: 'email',
			message_direction: 'received',
			is_form_request: false,
			subject: null,
			content: null,
			call_transcript: null,
			form_request_body: null,
			sentAt: createdAt,
			draftedAt: null,
			email_metadata: { email_message_id: null, cc_emails: [], bcc_emails: [] },
			call_metadata: { duration: null },
			tracked_links: [],
			...fields,
		};
	}

	protected present(message: StoredMessage, idOf: IdWriter) {
		return {
			message_id: idOf('message', message.number),
			conversation_id: idOf('conversation', message.conversation),
			agent_id: idOf('agent', message.agent),
			modality: message.modality,
			message_direction: message.message_direction,
			is_form_request: message.is_form_request,
			subject: message.subject,
			content: message.content,
			call_transcript: message.call_transcript,
			form_request_body: message.form_request_body,
			sent_at: message.sentAt === null ? null : toTimestamp(message.sentAt),
			drafted_at: message.draftedAt === null ? null : toTimestamp(message.draftedAt),
			email_metadata: message.email_metadata,
			call_metadata: message.call_metadata,
			tracked_links: message.tracked_links.map(({ link, url, click_count }) => ({
				link_id: idOf('link', link),
				url,
				click_count,
			})),
		};
	}

	/** Drafts count by when they were written. */
	dateOf = (message: StoredMessage) => message.sentAt ?? message.draftedAt ?? message.createdAt;
	protected nameOf = (message: StoredMessage) => message.subject ?? message.content ?? '';
}

const conversationOf = (message: StoredMessage) => [message.conversation];

const MESSAGES = `${ORGANIZATION}/conversations/{conversation_id}/messages`;

export const messageRoutes: Route[] = [
	{ method: 'GET', path: MESSAGES, respond: listMessages },
	{ method: 'GET', path: `${MESSAGES}/{message_id}`, respond: getMessage },
];

function listMessages(call: Call): unknown {
	const { dates } = call.organization;
	const messages = call.list(MessageList);
	const parent = call.find(call.list(ConversationList));
	const window = readWindow(call.query);
	const keep =
		dates.messages === 'ignored' ? undefined : within(window, messages.dateOf, dates.end);
	return call.page(messages, {
		of: { parent, name: 'conversation', keyOf: conversationOf },
		keep,
	});
}

function getMessage(call: Call): unknown {
	const messages = call.list(MessageList);
	const conversation = call.find(call.list(ConversationList));
	const message = call.find(messages);
	if (message.conversation !== conversation.number) throw new Refusal(404, 'Message not found');
	return call.show(messages, message);
}
