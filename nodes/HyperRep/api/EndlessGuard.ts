import type { IDataObject } from 'n8n-workflow';

import type { Page } from './records';

/** How many pages in a row may be repeated; more of them if they have one record each. */
const MAX_REPEATS = 3;
const MAX_REPEATS_OF_ONE = 5;

/**
 * How many pages in a row may be empty or look alike if it is unclear whether they are the same: an import
 * can give thousands of namesakes the same instant, and IDs may differ in every response.
 */
const MAX_ALIKE = 1000;

/** How much of the end of a text counts, if IDs and timestamps differ. */
const MAX_TEXT = 40;

/** Identifies a page, regardless of the order of its records: a server that ignores cursors may not sort them. */
interface Fingerprint {
	/** Of its records' IDs. */
	ids: number;
	/** Of their contents without IDs. */
	content: number;
	/** Of what another page can't have by chance. */
	keys: string[];
}

/** Recognizes a list that would never end, such as that of a server that ignores cursors. */
export class EndlessGuard {
	private readonly cursors = new Set<string>();
	private readonly keys = new Set<string>();
	private different = 0;
	private previous: Fingerprint | undefined;
	/** How many pages in a row repeat the previous one, repeat any earlier one, and are empty or alike. */
	private same = 0;
	private known = 0;
	private alike = 0;

	/** Takes in the next page; returns why the list has no end, or `undefined` while it may have one. */
	check({ records, cursor, nextCursor }: Page): string | undefined {
		if (nextCursor === null) return undefined;
		if (cursor !== undefined) this.cursors.add(cursor);
		if (this.cursors.has(nextCursor)) return 'its cursors lead back to the same page';
		if (records.length === 0) {
			return ++this.alike > MAX_ALIKE ? 'there is one empty page after another' : undefined;
		}
		const { previous } = this;
		const page = fingerprintOf(records);
		const isAlike = page.ids === previous?.ids || page.content === previous?.content;
		this.alike = isAlike ? this.alike + 1 : 0;
		const isSame = page.keys.some((key) => previous?.keys.includes(key));
		this.same = isSame ? this.same + 1 : 0;
		const isKnown = page.keys.some((key) => this.keys.has(key));
		this.known = isKnown ? this.known + 1 : 0;
		if (!isKnown) this.different++;
		for (const key of page.keys) this.keys.add(key);
		this.previous = page;
		const maxRepeats = records.length === 1 ? MAX_REPEATS_OF_ONE : MAX_REPEATS;
		// Pages are also repeated if records are added at the front meanwhile, but not all of them.
		const isCircle = this.known >= Math.max(maxRepeats, this.different);
		return this.same >= maxRepeats || isCircle || this.alike > MAX_ALIKE
			? 'it returns the same page again and again'
			: undefined;
	}
}

function fingerprintOf(records: IDataObject[]): Fingerprint {
	const [ids, contents, times] = [isId, isNoId, isTime].map((isWanted) =>
		records.map((record) => hashOf(record, isWanted)),
	) as [number[], number[], number[]];
	const [id, content] = [sum(ids), sum(contents)];
	const keys: string[] = [];
	// An import gives many records the same time; times that differ within a page don't repeat by chance.
	const telling = times.some((time) => time !== 0) ? times : contents;
	if (new Set(telling).size > 1) keys.push(`content ${content}`);
	// Some records contain only the ID of what they belong to.
	if (ids.length > 1 && new Set(ids).size === ids.length) keys.push(`ids ${id}`);
	if (keys.length === 0) keys.push(`both ${id} ${content}`);
	return { ids: id, content, keys };
}

/** A number for the wanted fields of a record, 0 if it has none. Nested fields don't count. */
function hashOf(record: IDataObject, isWanted: (name: string, value: unknown) => boolean): number {
	let hash = 0;
	for (const name in record) {
		const value: unknown = record[name];
		if (typeof value === 'object' || !isWanted(name, value)) continue;
		const text = String(value).slice(-MAX_TEXT);
		for (let n = 0; n < text.length; n++) hash = (Math.imul(hash, 31) + text.charCodeAt(n)) | 0;
		hash = Math.imul(hash, 31) + 1;
	}
	return hash;
}

const sum = (numbers: number[]) =>
	numbers.reduce((total, each) => (total + each) | 0, numbers.length);

/** A hash of a record without its IDs, which recognizes it in another response. */
export const contentHash = (record: IDataObject) => hashOf(record, isNoId);

const isId = (name: string) => name === 'id' || name.endsWith('_id');
const isNoId = (name: string) => !isId(name);
const isTime = (name: string, value: unknown) => name.endsWith('_at') && typeof value === 'string';
