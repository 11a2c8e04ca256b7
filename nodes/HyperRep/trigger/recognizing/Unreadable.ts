import type { IDataObject } from 'n8n-workflow';

import { cut, quote } from '../../errors/wording';
import { latest, type Microseconds } from '../../time/microseconds';
import { MAX_UNREADABLE } from '../numbers';
import { fingerprintOf, type Fingerprint, type Item, type DatedKind } from './Item';

/**
 * The hashes of ID and content of a record that could not be read, and the watermark of that time: if it
 * turns out to be older, it could be read before, and was processed then.
 */
export type UnreadableMark = [id: string, content: string, watermark: Microseconds];

/** Records from before the start are ignored; those from before the watermark were processed. */
interface Since {
	start: Microseconds;
	watermark: Microseconds;
}

/** The records without a readable date: nobody knows whether they are new, until they can be read. */
export class Unreadable {
	/** What the state remembers of them. */
	readonly marks: UnreadableMark[];
	private readonly taken = new Map<Item, UnreadableMark>();

	constructor(
		marks: UnreadableMark[],
		private readonly kind: DatedKind,
		private readonly log: (message: string) => void,
	) {
		this.marks = [...marks];
	}

	/**
	 * Remembers records, and logs each once.
	 *
	 * @param watermark records created before it were processed, or do not count
	 */
	add(
		records: IDataObject[],
		watermark: Microseconds,
		isKnown: (fingerprint: Fingerprint) => boolean,
	): void {
		for (const record of records) {
			const fingerprint = fingerprintOf(record, this.kind);
			const [id, content] = fingerprint;
			if (this.find(id, content) >= 0 || this.marks.length >= MAX_UNREADABLE) continue;
			// One that was emitted before must not be emitted again.
			this.marks.push([id, isKnown(fingerprint) ? '' : content, watermark]);
			this.log(describe(record, this.kind));
		}
	}

	/**
	 * Takes out the items that could not be read earlier.
	 *
	 * @returns those that count although they are older than the watermark; others are compared as usual
	 */
	takeOut(items: Item[], { start, watermark }: Since, areIdsStable: boolean): Item[] {
		if (this.marks.length === 0) return [];
		return items.filter((item) => {
			const [id, content] = item.fingerprint;
			const place = this.find(id, areIdsStable ? undefined : content);
			if (place < 0) return false;
			const [mark] = this.marks.splice(place, 1);
			if (mark === undefined || mark[1] === '') return false;
			this.taken.set(item, mark);
			return item.at >= latest(start, mark[2]) && item.at < watermark;
		});
	}

	/** Puts back what was taken out and has to wait. */
	putBack(items: Item[]): void {
		for (const item of items) {
			const mark = this.taken.get(item);
			if (mark !== undefined) this.marks.push(mark);
		}
	}

	private find(id: string, content: string | undefined): number {
		return this.marks.findIndex(
			(mark) => (id !== '' && mark[0] === id) || (content !== undefined && mark[1] === content),
		);
	}
}

/** Fields by which people recognize a record. */
const NAMES = ['name', 'email', 'phone_number', 'domain', 'subject'];

function describe(record: IDataObject, { noun, idField, atField }: DatedKind): string {
	const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
	const name = NAMES.map((field) => record[field]).find(isText);
	const id = record[idField];
	const value = record[atField];
	const what = [
		name === undefined ? `a ${noun}` : `the ${noun} ${quote(name)}`,
		...(isText(id) ? [`with the ID ${cut(id, 200)}`] : []),
	].join(' ');
	const shown = typeof value === 'object' && value !== null ? 'an object' : quote(value);
	return `HyperRep sent ${what}, whose date ("${atField}") cannot be read: ${shown}. It is skipped until its date can be read.`;
}
