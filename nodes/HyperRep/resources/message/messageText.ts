import type { IDataObject } from 'n8n-workflow';

import { parse } from '../../api/sending/json';
import { htmlToText } from '../../html/htmlToText';
import { toLines } from '../../html/TextLines';
import { isBlank } from '../../values/isBlank';
import { isObject } from '../../values/objects';
import { isTextMessage } from './isTextMessage';

/** How deep the lists and objects of a form are read. */
const MAX_DEPTH = 8;

/**
 * A message's text as people read it: the fields of a form, one per line; the transcript of a call; otherwise
 * the content. A text message's is plain; any other may be HTML.
 *
 * @returns empty for a message without text
 */
export function messageText(message: IDataObject): string {
	const { form_request_body: form, call_transcript: call, content } = message;
	const isPlain = isTextMessage(message) && typeof content === 'string';
	const text =
		readable(fieldsIn(form)) ||
		readable(fieldsIn(call)) ||
		(isPlain ? content.trim() : readable(content));
	return toLines(text).join('\n');
}

/** HyperRep does not say what forms and transcripts look like: they may be text, fields, or rows. */
function readable(value: unknown): string {
	return typeof value === 'string' ? htmlToText(value) : linesOf(value).join('\n');
}

/** Parses fields or rows that are JSON; returns anything else as it is. */
function fieldsIn(value: unknown): unknown {
	return typeof value === 'string' && /^\s*[[{]/.test(value) ? parse(value) : value;
}

function linesOf(value: unknown, depth = 0): string[] {
	if (depth > MAX_DEPTH) return ['…'];
	if (Array.isArray(value)) return value.flatMap((row) => linesOfRow(row, depth));
	if (isObject(value)) {
		return Object.entries(value).flatMap(([name, field]) => linesOfField(name, field, depth));
	}
	return isBlank(value) ? [] : [String(value)];
}

/** A row of two values, such as question and answer or speaker and sentence, is one line. */
function linesOfRow(row: unknown, depth: number): string[] {
	const values: unknown[] = isObject(row) ? Object.values(row) : [];
	const [name, value] = values;
	const isPair = values.length === 2 && !isBlank(name) && areShort(name) && areShort(value);
	return isPair ? linesOfField(String(name), value, depth) : linesOf(row, depth + 1);
}

function linesOfField(name: string, value: unknown, depth: number): string[] {
	if (!areShort(value)) return [`${name}:`, ...linesOf(value, depth + 1)];
	const given = toList(value).filter((item) => !isBlank(item));
	return [`${name}: ${given.map(String).join(', ')}`.trimEnd()];
}

/** Whether a field's value, or each of its values, is flat. */
const areShort = (value: unknown) =>
	toList(value).every((item) => typeof item !== 'object' || item === null);

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
