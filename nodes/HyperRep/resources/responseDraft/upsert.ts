import { additionalFields } from '../../parameters/collection';
import { notice } from '../../parameters/notice';
import { conversationKind } from '../conversation/kind';
import { withoutEmpty } from '../createRecord';
import { copies, delivery, mayExist, requiredBody } from '../drafts/delivery';
import { operation } from '../Operation';
import { chosen, pathOf } from '../RecordKind';
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
			'A conversation has one response draft. One that is pending is overwritten, no matter who wrote it.',
		),
		body: requiredBody,
		delivery,
		more: additionalFields(copies),
	},
	restAdvice: 'Run only the rest.',
	async execute({ client, values, purpose }) {
		const { conversationId, body: text, delivery: how, more } = values;
		const receipt = await client.create({
			path: pathOf(responseDraftKind, conversationId),
			body: withoutEmpty({
				body_html: text,
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
