import { Body } from '../body';
import { within, type Call } from '../call';
import { readWindow } from '../dates';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { ORGANIZATION, type Route } from '../router';
import { AuditLog } from './auditLog';
import { ConversationList } from './conversations';
import { readSending } from './messageDrafts';

interface ResponseDraftFields {
	/** The number of its conversation. */
	conversation: number;
	body_html: string;
	cc_emails: string[];
	bcc_emails: string[];
	autosend_draft: boolean;
	add_notification: boolean;
	scheduledSendAt: Microseconds | null;
	extra?: Record<string, unknown>;
}

export interface StoredResponseDraft extends ResponseDraftFields, StoredRecord {
	createdAt: Microseconds;
}

type NewResponseDraft = Partial<ResponseDraftFields> & { conversation: number };

/** Replies that wait in conversations: at most one in each. */
export class ResponseDraftList extends RecordList<StoredResponseDraft, NewResponseDraft> {
	static readonly listName = 'responseDrafts';
	readonly kind = 'response';

	protected make(fields: NewResponseDraft, createdAt: Microseconds) {
		return {
			createdAt,
			body_html: '<p>Thank you!</p>',
			cc_emails: [],
			bcc_emails: [],
			autosend_draft: false,
			add_notification: true,
			scheduledSendAt: null,
			...fields,
		};
	}

	/** An item of the list: the receipt, and what was written, since HyperRep's own was not seen. */
	protected present(draft: StoredResponseDraft, idOf: IdWriter) {
		return {
			...this.receipt(draft, idOf),
			body_html: draft.body_html,
			cc_emails: draft.cc_emails,
			bcc_emails: draft.bcc_emails,
			created_at: toTimestamp(draft.createdAt),
		};
	}

	receipt(draft: StoredResponseDraft, idOf: IdWriter): Record<string, unknown> {
		return {
			response_id: idOf('response', draft.number),
			conversation_id: idOf('conversation', draft.conversation),
			scheduled_to_send: draft.autosend_draft,
			scheduled_send_at: draft.scheduledSendAt === null ? null : toTimestamp(draft.scheduledSendAt),
		};
	}

	dateOf = (draft: StoredResponseDraft) => draft.createdAt;
	protected nameOf = (draft: StoredResponseDraft) => draft.body_html;

	/** The pending draft of a conversation. */
	of(conversation: { number: number }): StoredResponseDraft | undefined {
		return this.group('conversation', conversationOf, conversation.number)[0];
	}
}

const conversationOf = (draft: StoredResponseDraft) => [draft.conversation];

const RESPONSE_DRAFTS = `${ORGANIZATION}/conversations/{conversation_id}/response-drafts`;

export const responseDraftRoutes: Route[] = [
	{ method: 'GET', path: RESPONSE_DRAFTS, respond: listResponseDrafts },
	{ method: 'POST', path: RESPONSE_DRAFTS, respond: writeResponseDraft },
];

function listResponseDrafts(call: Call): unknown {
	const responseDrafts = call.list(ResponseDraftList);
	const parent = call.find(call.list(ConversationList));
	return call.page(responseDrafts, {
		of: { parent, name: 'conversation', keyOf: conversationOf },
		keep: within(readWindow(call.query), responseDrafts.dateOf),
	});
}

/** Creates the draft of a conversation, or overwrites the one that is pending. */
function writeResponseDraft(call: Call): unknown {
	const responseDrafts = call.list(ResponseDraftList);
	const conversation = call.find(call.list(ConversationList));
	const body = new Body(call.body);
	const fields = {
		conversation: conversation.number,
		body_html: body.requiredText('body_html'),
		cc_emails: body.emails('cc_emails'),
		bcc_emails: body.emails('bcc_emails'),
		...readSending(body, call.now),
	};
	const pending = responseDrafts.of(conversation);
	const draft = pending ?? responseDrafts.create(fields);
	if (pending !== undefined) responseDrafts.edit(pending.number, fields);
	const action = pending === undefined ? 'insert' : 'update';
	const changed = { type: 'response_draft' as const, number: draft.number };
	call.list(AuditLog).record(action, changed, [], { isOwn: true });
	return responseDrafts.receipt(draft, call.idOf);
}
