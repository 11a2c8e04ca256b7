import type { IDataObject } from 'n8n-workflow';

import { cut, quote } from '../../errors/wording';
import { latest, type Microseconds } from '../../time/microseconds';
import { fingerprintOf, type Item, type Kind } from './Item';

/** No more are remembered, so that the state stays small. */
const MAX_REMEMBERED = 500;

/**
 * The hashes of ID and content of a record that could not be read, and the watermark of that time: if it
 * turns out to be older, it could be read before, and came out then.
 */
export type UnreadableMark = [id: string, content: string, watermark: Microseconds];

/** What was created before the start does not count; what was created before the watermark is settled. */
interface Since {
	start: Microseconds;
	watermark: Microseconds;
}

/** The records without a readable date: nobody knows whether they are new, until they can be read. */
export class Unreadable {
	/** What the state remembers of them. */
	readonly marks: UnreadableMark[];

	constructor(
		marks: UnreadableMark[],
		private readonly kind: Kind,
		private readonly log: (message: string) => void,
	) {
		this.marks = [...marks];
	}

	/**
	 * Remembers records, and logs each once.
	 *
	 * @param watermark what was created before it was dealt with, or does not count
	 */
	add(records: IDataObject[], watermark: Microseconds, isKnown: (id: string) => boolean): void {
		for (const record of records) {
			const [id = '', content = ''] = fingerprintOf(record, this.kind);
			if (this.find(id, content) >= 0 || this.marks.length >= MAX_REMEMBERED) continue;
			// One that came out before must not come out again.
			this.marks.push([id, isKnown(id) ? '' : content, watermark]);
			this.log(describe(record, this.kind));
		}
	}

	/**
	 * Takes out the items that could not be read earlier.
	 *
	 * @returns those that count although they are older than the watermark; others are compared as usual
	 */
	takeOut(items: Item[], { start, watermark }: Since, idsAreStable: boolean): Item[] {
		if (this.marks.length === 0) return [];
		return items.filter((item) => {
			const [id = '', content = ''] = item.fingerprint;
			const place = this.find(id, idsAreStable ? undefined : content);
			if (place < 0) return false;
			const [mark] = this.marks.splice(place, 1);
			if (mark === undefined || mark[1] === '') return false;
			return item.at >= latest(start, mark[2]) && item.at < watermark;
		});
	}

	private find(id: string, content: string | undefined): number {
		return this.marks.findIndex(
			(mark) => (id !== '' && mark[0] === id) || (content !== undefined && mark[1] === content),
		);
	}
}

function describe(record: IDataObject, { noun, idField, atField, traits }: Kind): string {
	const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
	const name = [record.name, ...traits.map((field) => record[field])].find(isText);
	const id = record[idField];
	const value = record[atField];
	const what = [
		name === undefined ? `a ${noun}` : `the ${noun} ${quote(name)}`,
		...(isText(id) ? [`with the ID ${cut(id, 200)}`] : []),
	].join(' ');
	const shown = typeof value === 'object' && value !== null ? 'an object' : quote(value);
	return `HyperRep sent ${what}, whose date ("${atField}") cannot be read: ${shown}. It is left out until its date can be read.`;
}
