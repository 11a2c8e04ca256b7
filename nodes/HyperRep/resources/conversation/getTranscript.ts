import type { IDataObject } from 'n8n-workflow';

import { inSlices } from '../../concurrency/inSlices';
import { mapInOrder } from '../../concurrency/mapInOrder';
import { inOneLine, textOf } from '../../operations/naming';
import { operation, type Scope } from '../../operations/Operation';
import { Ordered } from '../../operations/Ordered';
import { chosen, pathOf } from '../../operations/RecordKind';
import { optionsOf } from '../../parameters/options';
import { wholeNumber } from '../../parameters/wholeNumber';
import { wallClock } from '../../time/wallClock';
import { contactsOf, includeContact } from '../contact/includeContact';
import { directionOf } from '../message/directionOf';
import { isDraft } from '../message/isDraft';
import { messageKind } from '../message/kind';
import { messageText } from '../message/messageText';
import { conversationKind } from './kind';

/** A message as people read it. */
type Line = ReturnType<typeof toLine>;

/** Get Transcript: the last messages of a conversation in one item, as a list and as a text. */
export const getTranscript = operation({
	option: {
		name: 'Get Transcript',
		value: 'getTranscript',
		action: 'Get transcript of conversation',
		description:
			'Retrieve the last messages of a conversation as readable text, oldest first, e.g. for an AI model',
	},
	parameters: {
		conversationId: chosen(conversationKind),
		lastMessages: wholeNumber({
			label: 'Last Messages',
			name: 'lastMessages',
			min: 1,
			max: 500,
			default: 50,
			description: 'How many of the newest messages to return. Drafts are left out.',
		}),
		options: optionsOf({
			includeContact: includeContact(
				false,
				"Whether to add the contact, in the field contact, and use its name instead of 'Customer' in the transcript. It costs two requests for each conversation.",
			),
		}),
	},
	async execute(scope) {
		const { conversationId, lastMessages, options } = scope.values;
		const messages = await readMessages(scope, conversationId, lastMessages);
		const lines = await mapInOrder(messages, 1, scope.cancel, async (message) => toLine(message));
		const transcript = { conversation_id: conversationId };
		if (!options.includeContact) {
			return [{ ...transcript, ...written(lines, 'Customer', scope.timezone) }];
		}
		const contact = await contactsOf(scope).ofConversation(conversationId);
		const customer = inOneLine(textOf(contact ?? {}, 'name')) || 'Customer';
		return [{ ...transcript, contact, ...written(lines, customer, scope.timezone) }];
	},
});

/** Reads the newest messages that were sent or received, oldest first, no matter how they are listed. */
async function readMessages(
	{ client, purpose }: Scope,
	conversationId: string,
	count: number,
): Promise<IDataObject[]> {
	const newest = new Ordered(messageKind, 'newest', count, true);
	const pages = client.pages({
		path: pathOf(messageKind, conversationId),
		noun: messageKind.plural,
		idField: messageKind.idField,
		purpose: purpose('list the messages of the conversation', conversationId),
	});
	for await (const { records } of pages) {
		for await (const part of inSlices(records))
			newest.add(part.filter((message) => !isDraft(message)));
	}
	return newest.takeReversed();
}

/** Fields of HyperRep's are as it sent them. */
function toLine(message: IDataObject) {
	return {
		sent_at: message.sent_at,
		direction: directionOf(message),
		modality: message.modality ?? null,
		subject: message.subject ?? null,
		text: messageText(message),
	};
}

function written(lines: Line[], customer: string, zone: string): IDataObject {
	const blocks = lines.map((line, n) => {
		const who = line.direction === 'sent' ? 'Us' : customer;
		const head = `${dateOf(line.sent_at, zone)}, ${who}`;
		const subject = line.subject === lines[n - 1]?.subject ? '' : subjectOf(line);
		return [subject === '' ? head : `${head}: ${subject}`, line.text].filter(Boolean).join('\n');
	});
	// The text comes first: below the fields of up to 500 messages, nobody would find it in the editor.
	return { transcript: blocks.join('\n\n'), messages: lines };
}

/** The subject, if it differs from the previous message's. */
const subjectOf = ({ subject }: Line) => (typeof subject === 'string' ? inOneLine(subject) : '');

/** E.g. `2026-04-01 09:15`, in the workflow's time zone. */
function dateOf(sentAt: unknown, zone: string): string {
	return wallClock(sentAt, zone, 'yyyy-MM-dd HH:mm') ?? inOneLine(String(sentAt));
}
