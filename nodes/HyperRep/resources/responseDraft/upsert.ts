import { withoutEmpty } from '../../operations/createRecord';
import { dependsOnModality, requiredBody, writtenBody } from '../../operations/drafts/body';
import { copies, delivery, mayExist } from '../../operations/drafts/delivery';
import { operation, type Scope } from '../../operations/Operation';
import { chosen, pathOf } from '../../operations/RecordKind';
import { additionalFields } from '../../parameters/collection';
import { notice } from '../../parameters/notice';
import { conversationKind } from '../conversation/kind';
import { isTextMessage, modalityOf } from '../message/isTextMessage';
import { messageKind } from '../message/kind';
import { responseDraftKind } from './kind';

/** Create or Update: the reply in a conversation. */
export const upsert = operation({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update response draft',
		description:
			'Create a new response draft, or update the current one if it already exists (upsert)',
	},
	parameters: {
		conversationId: chosen(conversationKind),
		overwriteNotice: notice(
			'overwriteNotice',
			'A conversation has one response draft. A pending one is overwritten, even if someone else wrote it.',
		),
		body: requiredBody,
		delivery,
		more: additionalFields(copies),
	},
	restAdvice: 'Run only the rest.',
	async execute(scope) {
		const { client, values, purpose } = scope;
		const { conversationId, body, delivery: how, more } = values;
		const isText = dependsOnModality(body) && (await takesTexts(scope, conversationId));
		const receipt = await client.create({
			path: pathOf(responseDraftKind, conversationId),
			body: withoutEmpty({
				body_html: writtenBody(body, isText),
				...how,
				cc_emails: more.ccEmails,
				bcc_emails: more.bccEmails,
			}),
			idField: responseDraftKind.idField,
			purpose: {
				...purpose('write the response draft of the conversation', conversationId),
				trace: 'the response draft of the conversation',
				mayExist: mayExist(how),
			},
		});
		return [receipt];
	},
});

/** How many messages are examined for a conversation's modality: calls and forms say nothing about replies. */
const FEW = 10;

/** Whether a conversation is by text message, judging by the first of its emails and text messages. */
async function takesTexts(
	{ client, purpose }: Pick<Scope, 'client' | 'purpose'>,
	conversationId: string,
): Promise<boolean> {
	const pages = client.pages({
		path: pathOf(messageKind, conversationId),
		limit: FEW,
		purpose: purpose('get a message of the conversation', conversationId),
	});
	for await (const { records } of pages) {
		const written = records.find((message) => ['email', 'text'].includes(modalityOf(message)));
		if (written !== undefined) return isTextMessage(written);
	}
	return false;
}
