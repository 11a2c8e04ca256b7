import { Body } from '../body';
import type { Call } from '../call';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { AuditLog } from './auditLog';

const DRAFT_MODALITIES = ['email', 'text'] as const;
type DraftModality = (typeof DRAFT_MODALITIES)[number];

export interface MessageDraftFields {
	modality: DraftModality;
	subject: string | null;
	body_html: string | null;
	to_user_name: string | null;
	to_email: string | null;
	to_phone_number: string | null;
	cc_emails: string[];
	bcc_emails: string[];
	autosend_draft: boolean;
	add_notification: boolean;
	/** The slug. */
	folder: string;
	scheduledSendAt: Microseconds | null;
	extra?: Record<string, unknown>;
}

export interface StoredMessageDraft extends MessageDraftFields, StoredRecord {
	createdAt: Microseconds;
}

/** First messages that were written to somebody. HyperRep has no route that lists them. */
export class MessageDraftList extends RecordList<StoredMessageDraft, Partial<MessageDraftFields>> {
	static readonly listName = 'messageDrafts';
	readonly kind = 'message_draft';

	protected make(fields: Partial<MessageDraftFields>, createdAt: Microseconds) {
		return {
			createdAt,
			modality: 'email' as const,
			subject: null,
			body_html: null,
			to_user_name: null,
			to_email: null,
			to_phone_number: null,
			cc_emails: [],
			bcc_emails: [],
			autosend_draft: false,
			add_notification: true,
			folder: 'primary',
			scheduledSendAt: null,
			...fields,
		};
	}

	/** The receipt. */
	protected present(draft: StoredMessageDraft, idOf: IdWriter) {
		return {
			draft_id: idOf('message_draft', draft.number),
			scheduled_to_send: draft.autosend_draft,
			scheduled_send_at: draft.scheduledSendAt === null ? null : toTimestamp(draft.scheduledSendAt),
			folder: draft.folder,
		};
	}

	dateOf = (draft: StoredMessageDraft) => draft.createdAt;
	protected nameOf = (draft: StoredMessageDraft) => draft.subject ?? '';
}

export const messageDraftRoutes: Route[] = [
	{ method: 'POST', path: `${ORGANIZATION}/message-drafts`, respond: createMessageDraft },
];

function createMessageDraft(call: Call): unknown {
	const messageDrafts = call.list(MessageDraftList);
	const body = new Body(call.body);
	const modality = body.choice('modality', DRAFT_MODALITIES);
	const email = body.email('to_email');
	const phone = body.phoneNumber('to_phone_number');
	const subject = body.text('subject');
	const html = body.text('body_html');
	if (!subject?.trim() && !html?.trim()) {
		throw Refusal.invalid(['body'], 'At least one of subject or body_html is required');
	}
	const recipient = modality === 'email' ? 'to_email' : 'to_phone_number';
	if (!(modality === 'email' ? email : phone)) {
		throw Refusal.invalid(['body', recipient], `${recipient} is required for this modality`);
	}
	if (!call.organization.modalities.has(modality)) {
		throw new Refusal(400, `No ${modality} credentials are configured for this organization`);
	}
	const draft = messageDrafts.create({
		modality,
		subject,
		body_html: html,
		to_user_name: body.text('to_user_name'),
		to_email: email,
		to_phone_number: phone,
		cc_emails: body.emails('cc_emails'),
		bcc_emails: body.emails('bcc_emails'),
		folder: slugOf(body.text('folder')),
		...readSending(body, call.now),
	});
	const created = { type: 'message_draft' as const, number: draft.number };
	call.list(AuditLog).record('insert', created, [], { isOwn: true });
	return call.show(messageDrafts, draft);
}

/**
 * Reads whether a draft is sent at once or waits for a review. HyperRep's defaults are not stated;
 * here a body that says nothing is sent at once, the worse of the two, so that it is noticed.
 *
 * @throws Refusal 422 where both are true
 */
export function readSending(body: Body, now: Microseconds) {
	const autosend = body.boolean('autosend_draft') ?? true;
	const notification = body.boolean('add_notification') ?? false;
	if (autosend && notification) {
		throw Refusal.invalid(['body'], 'autosend_draft and add_notification cannot both be true');
	}
	return {
		autosend_draft: autosend,
		add_notification: notification,
		scheduledSendAt: autosend ? now : null,
	};
}

/** A folder's display name → its slug: `Sales Follow-Up` → `sales-follow-up`. */
function slugOf(folder: string | null): string {
	const slug = (folder ?? '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
	return slug === '' ? 'primary' : slug;
}
