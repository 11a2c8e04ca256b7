import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { parseTimestamp, type Microseconds } from '../../time/microseconds';

/** What a scan needs to know about the records of a list. */
export interface Kind {
	/** What one of them is called, e.g. `sale`. */
	noun: string;
	/** The field with its ID. */
	idField: string;
	/** The field with the instant by which it is new or old. */
	atField: string;
	/** Whether that instant moves on, so that what is known of one may have left it. */
	movesOn?: boolean;
	/** The field to go by where that one is empty. */
	fallbackField?: string;
	/** Fields by which people tell one from another, the best one first, e.g. `email`. */
	traits: string[];
}

/**
 * Short hashes by which a record is recognized among those of its microsecond: of its ID, of what it
 * holds, and of its traits. Empty where there is nothing to hash, or where a hash was not saved.
 * HyperRep may write the ID differently in every answer.
 */
export type Fingerprint = readonly string[];

/** The places of hashes in a fingerprint; traits follow. */
export const [ID, CONTENT] = [0, 1];

/** How many characters a hash has: 36 bits tell 60,000 IDs of one microsecond apart. */
export const lengthOf = (place: number): number => [6, 4][place] ?? 3;

/** A record of a list, read once. */
export class Item {
	private hashes?: Fingerprint;

	constructor(
		readonly record: IDataObject,
		readonly at: Microseconds,
		private readonly kind: Kind,
		/** Whether it starts a workflow. One that doesn't still says how far the list was read. */
		readonly isWanted: boolean,
	) {}

	/** Made when it is first asked for, since most records are too old to be compared. */
	get fingerprint(): Fingerprint {
		return (this.hashes ??= fingerprintOf(this.record, this.kind));
	}

	/** HyperRep's ID, where it is text. */
	get id(): string | undefined {
		const id = this.record[this.kind.idField];
		return typeof id === 'string' ? id : undefined;
	}
}

/** @returns `undefined` for a record whose instant cannot be read */
export function toItem(record: IDataObject, kind: Kind, isWanted = true): Item | undefined {
	const { atField, fallbackField = '' } = kind;
	const at = parseTimestamp(record[atField]) ?? parseTimestamp(record[fallbackField]);
	return at === undefined ? undefined : new Item(record, at, kind, isWanted);
}

/** Hashes the ID, the content and the traits of a record. */
export function fingerprintOf(
	record: IDataObject,
	{ idField, atField, traits }: Kind,
): Fingerprint {
	const rest = Object.entries(record).filter(([field]) => field !== atField);
	const content = contentOf(Object.fromEntries(rest));
	const texts = [record[idField], content, ...traits.map((field) => record[field])];
	return texts.map((text, place) => hash(text, lengthOf(place)));
}

/** So deep goes what counts as the content of a record. */
const MAX_DEPTH = 4;

/** What a value holds, without IDs, since they may be re-encoded. */
function contentOf(value: unknown, depth = MAX_DEPTH): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
	if (depth === 0) return '';
	return Object.entries(value)
		.filter(([field]) => field !== 'id' && !field.endsWith('_id') && !field.endsWith('_ids'))
		.map(([field, inner]) => `${JSON.stringify(field)}:${contentOf(inner, depth - 1)}`)
		.join();
}

function hash(text: unknown, length: number): string {
	if (typeof text !== 'string' || text === '') return '';
	return createHash('sha256').update(text).digest('base64').slice(0, length);
}
