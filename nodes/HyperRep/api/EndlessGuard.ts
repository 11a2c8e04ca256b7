import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { Page } from './records';

/** How many empty pages may follow one another. */
const MAX_EMPTY_PAGES = 1000;

/** How many pages in a row may be a page that came before, and of pages with one record. */
const MAX_REPEATS = 3;
const MAX_REPEATS_OF_ONE = 5;

/**
 * How many pages in a row may look alike where nothing tells whether they are the same: an import can give
 * hundreds of namesakes the same instant, and IDs may be different in every answer.
 */
const MAX_ALIKE = 200;

/** How many records of a page are compared. */
const SAMPLES = 8;

/** How much of a text is compared. */
const MAX_TEXT = 100;

/** What is remembered of a page: a record each would take the memory of a long list twice. */
interface Fingerprint {
	/** Of the records with their IDs. */
	identity: string;
	/** Of the records without them. */
	content: string;
	/** Whether it can't be chance that another page has the same content. */
	isTelling: boolean;
	size: number;
}

/** Recognizes a list that would never end, such as that of a server that does not look at cursors. */
export class EndlessGuard {
	private readonly cursors = new Set<string>();
	private readonly pages = new Set<string>();
	private previous: Fingerprint | undefined;
	private emptyPages = 0;
	/** How many pages in a row are the same as, or look like, the one before. */
	private same = 0;
	private alike = 0;
	/** How many pages in a row came before, at any place. */
	private known = 0;

	/** @returns in which way the list has no end; `undefined` while it may have one */
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

	private isRepeated(page: Fingerprint): boolean {
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

function fingerprintOf(records: IDataObject[]): Fingerprint {
	const samples = samplesOf(records).map((record) => Object.entries(record).map(describe));
	const contents = samples.map((fields) => textOf(fields.filter(({ isId }) => !isId)));
	const timestamps = samples.flat().filter(({ isTimestamp }) => isTimestamp);
	const telling = timestamps.length > 0 ? timestamps.map(({ text }) => text) : contents;
	return {
		identity: hash(records.length, samples.map(textOf)),
		content: hash(records.length, contents),
		isTelling: new Set(telling).size > 1,
		size: records.length,
	};
}

/** Some records of a page: the first, the last, and between them. */
function samplesOf(records: IDataObject[]): IDataObject[] {
	if (records.length <= SAMPLES) return records;
	const step = (records.length - 1) / (SAMPLES - 1);
	return Array.from({ length: SAMPLES }, (_, n) => records[Math.round(n * step)] ?? {});
}

/** Fields within fields are not looked at: they may be of any depth, and hold IDs too. */
function describe([name, value]: [string, unknown]) {
	const shown = typeof value === 'object' ? typeof value : String(value).slice(0, MAX_TEXT);
	return {
		text: `${name}=${shown}`,
		isId: name === 'id' || name.endsWith('_id'),
		isTimestamp: name.endsWith('_at') && typeof value === 'string',
	};
}

const textOf = (fields: Array<{ text: string }>) => fields.map(({ text }) => text).join('\n');

const hash = (size: number, texts: string[]) =>
	createHash('sha256')
		.update(`${size}\n${texts.join('\n\n')}`)
		.digest('base64')
		.slice(0, 16);
