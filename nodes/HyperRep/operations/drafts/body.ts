import { InputError } from '../../errors/InputError';
import { showsAnything } from '../../html/showsAnything';
import { optionalChoice } from '../../parameters/choice';
import { combined, required } from '../../parameters/Parameter';
import { text } from '../../parameters/text';

/** The text of a draft as it was entered. */
export interface Body {
	content: string;
	/** Whether it is HTML; otherwise people see what was typed. */
	isHtml: boolean;
}

const parts = {
	format: optionalChoice({
		label: 'Body Format',
		name: 'bodyFormat',
		options: [
			{ name: 'HTML', value: 'html', description: 'Sent as is' },
			{ name: 'Text', value: 'text', description: 'The customer sees what you type' },
		],
		default: 'text',
		description: 'The format of the body. Tags and entities work only in HTML.',
	}),
	content: text({
		label: 'Body',
		name: 'bodyHtml',
		apiName: 'body_html',
		rows: 4,
		placeholder: 'e.g. Hello Diana, thank you for your message.',
		description: 'The text of the message',
		builderHint:
			'The words of the message as plain text with line breaks; HTML only if bodyFormat is html. Without placeholders such as [Name], since it may be sent as it is. A draft waits for a person unless sendNow is on, which only the user decides.',
	}),
};

/** The text of a draft, which an email with a subject can do without. Tags without visible content do not count. */
export const body = combined(parts, ({ format, content }): Body | undefined =>
	content !== undefined && showsAnything(content)
		? { content, isHtml: format === 'html' }
		: undefined,
);

/** The text of a reply. */
export const requiredBody = required(
	body,
	() =>
		new InputError(
			"'Body' is empty",
			"Enter 'Body'. Spaces and tags without text do not count. If it is an expression, it returned no text for this item.",
		),
);

/** What is sent for a body: HTML for an email, and what was entered for a text message. */
export function writtenBody({ content, isHtml }: Body, isTextMessage: boolean): string {
	return isHtml || isTextMessage ? content : toHtml(content);
}

/** Whether the body differs between an email and a text message, so that the modality must be known. */
export const dependsOnModality = (entered: Body): boolean =>
	writtenBody(entered, false) !== writtenBody(entered, true);

function toHtml(content: string): string {
	return content
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replace(/\r\n|\r|\n/g, '<br>');
}
