import { TimeSlice } from '../../concurrency/TimeSlice';
import { isObject } from '../../values/objects';

/** How much of a list is parsed in one go, in characters: about a millisecond of work. */
const PART = 250_000;

/** The beginning of a list of records, and the boundary between two of them. */
const LIST = /^\s*\{\s*"data"\s*:\s*\[/;
const BETWEEN = /\}\s*,\s*(?=\{)/g;

/** The value of a JSON text; any other text as it is. */
export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Like `parse`, but parses a long list of records in parts, so that n8n is not blocked. */
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
		// If each part is valid JSON by itself, the boundaries were not within a text or a list.
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
