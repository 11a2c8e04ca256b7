import { InputError } from '../../errors/InputError';
import { quote } from '../../errors/wording';
import { withoutEmpty } from '../../operations/createRecord';
import { body, writtenBody } from '../../operations/drafts/body';
import { copies, delivery, mayExist } from '../../operations/drafts/delivery';
import { operation } from '../../operations/Operation';
import { additionalFields } from '../../parameters/collection';
import { combined, type ValuesOf } from '../../parameters/Parameter';
import { text } from '../../parameters/text';
import { recipient } from './recipient';

const parts = {
	recipient,
	body,
	delivery,
	more: additionalFields({
		...copies,
		folder: text({
			label: 'Folder',
			name: 'folder',
			apiName: 'folder',
			placeholder: 'e.g. Sales Follow-Up',
			description: 'The name of the folder for the conversation',
		}),
		toUserName: text({
			label: 'To Name',
			name: 'toUserName',
			apiName: 'to_user_name',
			placeholder: 'e.g. Diana Prince',
			description: 'The name of the recipient',
		}),
	}),
};

/** @throws InputError for a message without text */
function toDraft({ recipient: to, body: entered, delivery: how, more }: ValuesOf<typeof parts>) {
	if (to.subject === undefined && entered === undefined) {
		throw new InputError(
			to.modality === 'email' ? "'Subject' and 'Body' are empty" : "'Body' is empty",
			'Enter at least one of them. Spaces and tags without text do not count. If they are expressions, they returned no text for this item.',
		);
	}
	return {
		body: withoutEmpty({
			...to,
			body_html: entered && writtenBody(entered, to.modality === 'text'),
			...how,
			to_user_name: more.toUserName,
			cc_emails: more.ccEmails,
			bcc_emails: more.bccEmails,
			folder: more.folder,
		}),
		to: to.modality === 'email' ? to.to_email : to.to_phone_number,
		mayExist: mayExist(how),
	};
}

/** Create: a first message to someone. */
export const create = operation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create message draft',
		description: 'Write a first message to a new contact, as a draft or queued for delivery',
	},
	parameters: { draft: combined(parts, toDraft) },
	restAdvice: 'Run only the rest.',
	async execute({ client, values: { draft }, purpose }) {
		const receipt = await client.create({
			path: ['message-drafts'],
			body: draft.body,
			idField: 'draft_id',
			purpose: {
				...purpose('create the message draft to', draft.to),
				trace: `a message to ${quote(draft.to)}`,
				mayExist: draft.mayExist,
			},
		});
		return [receipt];
	},
});
