import { TimeSlice } from '../../concurrency/TimeSlice';
import { isObject } from '../../values/objects';

/** How much of a list is parsed in one go, in characters: about a millisecond of work. */
const PART = 250_000;

/** Where a list of records begins, and where one of them ends and the next one begins. */
const LIST = /^\s*\{\s*"data"\s*:\s*\[/;
const BETWEEN = /\}\s*,\s*(?=\{)/g;

/** What a text holds if it is JSON, else the text. */
export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** As `parse`; a long list of records is parsed in parts, so that n8n gets its turns in between. */
export async function parseInParts(text: string): Promise<unknown> {
	const [head] = text.length > PART ? (LIST.exec(text) ?? []) : [];
	if (head === undefined) return parse(text);
	const time = new TimeSlice();
	const records: unknown[] = [];
	let start = head.length;
	let length = PART;
	for (;;) {
		BETWEEN.lastIndex = start + length;
		const end = BETWEEN.exec(text);
		if (end === null) break;
		if (time.isOver) await time.yieldTurn();
		// Records that are valid by themselves end where it seems so, and not within a text or a list.
		const part = parse(`[${text.slice(start, end.index + 1)}]`);
		if (Array.isArray(part)) {
			for (const record of part) records.push(record);
			start = end.index + end[0].length;
			length = PART;
		} else length *= 2;
	}
	const rest = parse(`{"data": [${text.slice(start)}`);
	if (!isObject(rest) || !Array.isArray(rest.data)) return text;
	rest.data = records.concat(rest.data);
	return rest;
}
