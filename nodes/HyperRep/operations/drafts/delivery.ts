import { InputError } from '../../errors/InputError';
import { addresses } from '../../parameters/addresses';
import { boolean } from '../../parameters/boolean';
import { isLeftToModel } from '../../parameters/expressions';
import { fieldsOf, labelsOf, shownUnlessOn, type Parameter } from '../../parameters/Parameter';

const sendSwitch = boolean({
	label: 'Send Now',
	name: 'sendNow',
	apiName: 'autosend_draft',
	default: false,
	description:
		'Whether to queue the message for delivery immediately. If off, the draft waits in HyperRep until a person sends it.',
});

// An author turns it on in the panel; a model never does.
const sendNow: Parameter<boolean> = {
	...sendSwitch,
	fields: sendSwitch.fields.map((field) => ({ ...field, noDataExpression: true })),
	read(source) {
		if (isLeftToModel(source, 'sendNow')) {
			throw new InputError(
				"'Send Now' cannot be decided by an AI model",
				"Turn 'Send Now' on or off in the panel.",
			);
		}
		return sendSwitch.read(source);
	},
};

const notify = shownUnlessOn(
	'sendNow',
	boolean({
		label: 'Notify Team',
		name: 'notify',
		apiName: 'add_notification',
		default: true,
		description: 'Whether to notify your team that a draft is waiting for review',
	}),
);

/**
 * Whether a draft is queued for delivery immediately, or waits for a person. HyperRep documents no defaults,
 * so both are sent.
 */
export const delivery: Parameter<{ autosend_draft: boolean; add_notification: boolean }> = {
	fields: fieldsOf({ sendNow, notify }),
	labels: labelsOf({ sendNow, notify }),
	read(source) {
		const isSent = sendNow.read(source);
		return { autosend_draft: isSent, add_notification: isSent ? false : notify.read(source) };
	},
};

const ADDRESSES = { placeholder: 'e.g. ada@example.com, bob@example.com' };

/** Who else gets an email. */
export const copies = {
	bccEmails: addresses({
		...ADDRESSES,
		label: 'BCC Emails',
		name: 'bccEmails',
		apiName: 'bcc_emails',
		description: 'Email addresses that get a blind copy, separated by commas',
	}),
	ccEmails: addresses({
		...ADDRESSES,
		label: 'CC Emails',
		name: 'ccEmails',
		apiName: 'cc_emails',
		description: 'Email addresses that get a copy, separated by commas',
	}),
};

/** The sentence that says what may have happened to a draft without a response. */
export const mayExist = ({ autosend_draft: isSent }: { autosend_draft: boolean }) =>
	isSent ? 'The message may have been sent anyway' : 'The draft may have been created anyway';
