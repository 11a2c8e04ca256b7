import { digitsOf } from '../../comparing/keys';
import { emptyInput, InputError } from '../../errors/InputError';
import { quote } from '../../errors/wording';
import { address } from '../../parameters/addresses';
import { chooser } from '../../parameters/choice';
import { fieldsOf, labelsOf, shownFor, type Parameter } from '../../parameters/Parameter';
import { text } from '../../parameters/text';

/** The shortest numbers that receive texts. */
const MIN_DIGITS = 3;

const modality = chooser({
	label: 'Modality',
	name: 'modality',
	apiName: 'modality',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Text Message', value: 'text' },
	],
	default: 'email',
	description:
		'Whether the message is sent as an email or as a text message (SMS). The organization must be set up for it in HyperRep.',
});

const toEmail = shownFor(
	{ modality: ['email'] },
	address({
		label: 'To Email',
		name: 'toEmail',
		apiName: 'to_email',
		placeholder: 'e.g. name@email.com',
		description: 'The email address of the recipient',
	}),
);

const toPhoneNumber = shownFor(
	{ modality: ['text'] },
	text({
		label: 'To Phone Number',
		name: 'toPhoneNumber',
		apiName: 'to_phone_number',
		isTrimmed: true,
		placeholder: 'e.g. +14155550199',
		description: 'The phone number of the recipient',
	}),
);

const subject = shownFor(
	{ modality: ['email'] },
	text({
		label: 'Subject',
		name: 'subject',
		apiName: 'subject',
		placeholder: 'e.g. Your roof inspection',
		description: 'The subject of the email',
	}),
);

/** A message's modality and recipient, in HyperRep's names. */
export type Recipient =
	| { modality: 'email'; to_email: string; subject: string | undefined }
	| { modality: 'text'; to_phone_number: string; subject: undefined };

const parts = { modality, toEmail, toPhoneNumber, subject };

/** Modality, and the fields that the panel shows for it. Hidden fields are not read. */
export const recipient: Parameter<Recipient> = {
	fields: fieldsOf(parts),
	labels: labelsOf(parts),
	read(source) {
		if (modality.read(source) === 'email') {
			const to = toEmail.read(source) ?? refuse('To Email');
			return { modality: 'email', to_email: to, subject: subject.read(source) };
		}
		const to = toPhoneNumber.read(source) ?? refuse('To Phone Number');
		checkPhoneNumber(to);
		return { modality: 'text', to_phone_number: to, subject: undefined };
	},
};

function refuse(label: string): never {
	throw emptyInput(label, `Enter the recipient in '${label}'.`);
}

/** Only what can't be a phone number is refused; HyperRep judges the rest. */
function checkPhoneNumber(text: string): void {
	if (!/[\p{L}@]/u.test(text) && digitsOf(text).length >= MIN_DIGITS) return;
	throw new InputError(
		`'To Phone Number' is not a phone number: ${quote(text)}`,
		"Enter a phone number such as +14155550199 in 'To Phone Number'.",
	);
}
