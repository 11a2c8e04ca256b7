import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { Page } from './records';

/** How many empty pages may follow one another. */
const MAX_EMPTY_PAGES = 1000;

/** How many pages in a row may have come before; more of them if they have one record each. */
const MAX_REPEATS = 3;
const MAX_REPEATS_OF_ONE = 5;

/**
 * How many pages in a row may look alike where nothing tells whether they are the same: an import can give
 * hundreds of namesakes the same instant, and IDs may be different in every answer.
 */
const MAX_ALIKE = 200;

/** How many records of a page are compared. */
const SAMPLES = 8;

/** How much of a text is compared, and how much of it is looked at to choose what is compared. */
const MAX_TEXT = 100;
const MAX_SUMMED = 20;

/** What is remembered of a page. Keeping its records would take the memory of a long list twice. */
interface PageFingerprint {
	/** A hash of the IDs of its records. */
	identity: string;
	/** A hash of what its records hold beside IDs. */
	content: string;
	/** Whether it can't be chance that another page has the same content. */
	isTelling: boolean;
	size: number;
}

/** Recognizes a list that would never end, such as that of a server that does not look at cursors. */
export class EndlessGuard {
	private readonly cursors = new Set<string>();
	private readonly pages = new Set<string>();
	private previous: PageFingerprint | undefined;
	private emptyPages = 0;
	/** How many pages in a row are the same as, or look like, the one before. */
	private same = 0;
	private alike = 0;
	/** How many pages in a row have come before, at any place. */
	private known = 0;

	/**
	 * Takes in the next page of the list.
	 *
	 * @returns in which way the list has no end; `undefined` while it may have one
	 */
	check({ records, cursor, nextCursor }: Page): string | undefined {
		if (cursor !== undefined) this.cursors.add(cursor);
		if (nextCursor !== null && this.cursors.has(nextCursor)) {
			return 'it leads to the same page again and again';
		}
		this.emptyPages = records.length === 0 ? this.emptyPages + 1 : 0;
		if (this.emptyPages > MAX_EMPTY_PAGES) return 'there is one empty page after another';
		if (records.length > 0 && this.isRepeated(fingerprintOf(records))) {
			return 'the same page comes again and again';
		}
		return undefined;
	}

	private isRepeated(page: PageFingerprint): boolean {
		const { previous } = this;
		this.previous = page;
		const isAlike = page.content === previous?.content;
		const isSame = page.identity === previous?.identity || (isAlike && page.isTelling);
		this.same = isSame ? this.same + 1 : 0;
		this.alike = isAlike ? this.alike + 1 : 0;
		const key = page.isTelling ? page.content : page.identity;
		this.known = this.pages.has(key) ? this.known + 1 : 0;
		this.pages.add(key);
		const maxRepeats = page.size === 1 ? MAX_REPEATS_OF_ONE : MAX_REPEATS;
		// Pages also come again where records are added in front meanwhile, but then not all of them.
		const isCircle = this.known >= Math.max(maxRepeats, this.pages.size);
		return this.same >= maxRepeats || isCircle || this.alike >= MAX_ALIKE;
	}
}

/** The order of the records does not count: a server that does not look at cursors may not sort either. */
function fingerprintOf(records: IDataObject[]): PageFingerprint {
	const names = Object.keys(records[0] ?? {});
	const ids = samplesOf(records, names.find(isId))
		.map((record) => fieldsAsText(record, isId))
		.sort();
	const samples = samplesOf(records, names.find(isTimestamp) ?? names.find(isNoId));
	const contents = samples.map(contentOf).sort();
	const timestamps = samples.map((record) => fieldsAsText(record, isTimestamp));
	const telling = timestamps.some((text) => text !== '') ? timestamps : contents;
	// Where IDs tell the records apart, what else changes in them from answer to answer does not count.
	const areIdsTelling = ids.length > 1 && new Set(ids).size === ids.length;
	return {
		identity: hash(records.length, areIdsTelling ? ids : [...ids, ...contents]),
		content: hash(records.length, contents),
		isTelling: new Set(telling).size > 1,
		size: records.length,
	};
}

/** Some records of a page, chosen by the text in one field and not by their places. */
function samplesOf(records: IDataObject[], name = ''): IDataObject[] {
	if (records.length <= SAMPLES) return records;
	const chosen: Array<{ record: IDataObject; key: number }> = [];
	for (const record of records) {
		const key = checksum(record[name]);
		const last = chosen[SAMPLES - 1];
		if (last !== undefined && key >= last.key) continue;
		const place = chosen.findIndex((other) => key < other.key);
		chosen.splice(place === -1 ? chosen.length : place, 0, { record, key });
		chosen.length = Math.min(chosen.length, SAMPLES);
	}
	return chosen.map(({ record }) => record);
}

/** A number that stands for the end of a text, where IDs and timestamps differ. */
function checksum(value: unknown): number {
	if (typeof value !== 'string') return 0;
	let sum = 0;
	for (let n = Math.max(0, value.length - MAX_SUMMED); n < value.length; n++) {
		sum = (Math.imul(sum, 31) + value.charCodeAt(n)) | 0;
	}
	return sum;
}

/** What a record holds beside IDs, as one text, by which it is recognized in another answer. */
export const contentOf = (record: IDataObject) => fieldsAsText(record, isNoId);

const isId = (name: string) => name === 'id' || name.endsWith('_id');
const isNoId = (name: string) => !isId(name);
const isTimestamp = (name: string) => name.endsWith('_at');

/**
 * The wanted fields of a record as one text. Fields within fields don't count: they may be of any depth, and
 * hold IDs too.
 */
function fieldsAsText(record: IDataObject, isWanted: (name: string) => boolean): string {
	const fields = Object.entries<unknown>(record).filter(
		([name, value]) => isWanted(name) && (typeof value === 'string' || !isTimestamp(name)),
	);
	const texts = fields.map(([name, value]) => {
		const shown = typeof value === 'object' ? typeof value : String(value).slice(0, MAX_TEXT);
		return `${name}=${shown}`;
	});
	return texts.join('\n');
}

const hash = (size: number, texts: string[]) =>
	createHash('sha256')
		.update(`${size}\n${texts.join('\n\n')}`)
		.digest('base64')
		.slice(0, 16);
