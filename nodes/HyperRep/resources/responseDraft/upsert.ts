import { InputError } from '../../errors/InputError';
import { additionalFields } from '../../parameters/collection';
import { notice } from '../../parameters/notice';
import { conversationKind } from '../conversation/kind';
import { withoutEmpty } from '../createRecord';
import { body, copies, delivery, mayExist } from '../drafts/delivery';
import { operation } from '../Operation';
import { chosen, pathOf } from '../RecordKind';
import { responseDraftKind } from './kind';

export const upsert = operation({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update response draft',
		description: 'Write the reply in a conversation, as a draft or to be sent now',
	},
	parameters: {
		conversationId: chosen(conversationKind),
		overwriteNotice: notice(
			'overwriteNotice',
			'A conversation has one response draft. One that is pending is overwritten, no matter who wrote it.',
		),
		body,
		delivery,
		more: additionalFields(copies),
	},
	async execute({ client, values, purpose }) {
		const { conversationId, body: text, delivery: how, more } = values;
		if (text === undefined) {
			throw new InputError(
				"'Body' is empty",
				"Enter the reply in 'Body'. If it is an expression, it gave no value for this item.",
			);
		}
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
