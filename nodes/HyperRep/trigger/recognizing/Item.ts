import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { parseTimestamp, type Microseconds } from '../../time/microseconds';

/** What the trigger needs to know about the records of a list. */
export interface DatedKind {
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
}

/**
 * Short hashes of a record's ID and of what else it holds, by which it is recognized among those of its
 * microsecond. HyperRep may write the ID differently in every response. Empty where there is nothing to hash,
 * or where a hash was not saved.
 */
export type Fingerprint = readonly [id: string, content: string];

/** How many characters a hash has: its 36 bits are enough for 60,000 records of one microsecond. */
export const HASH_LENGTH = 6;

/** How many are left of a hash where very many are saved, and the record is alone in its microsecond. */
export const CUT = 2;

/** What a record is recognized by: its ID, or where IDs change or were not saved, what it holds. */
export function lookOf([id, content]: Fingerprint, areIdsStable: boolean): string {
	return areIdsStable && id !== '' ? `i${id}` : `c${content}`;
}

/** A record of a list, read once. */
export class Item {
	private hashes?: Fingerprint;

	constructor(
		readonly record: IDataObject,
		readonly at: Microseconds,
		private readonly kind: DatedKind,
		/** Whether it starts a workflow. One that a filter leaves out is known in the same way. */
		readonly isWanted: boolean,
	) {}

	/** Made when it is first asked for, since most records are too old to be compared. */
	get fingerprint(): Fingerprint {
		return (this.hashes ??= fingerprintOf(this.record, this.kind));
	}
}

/** @returns `undefined` for a record whose instant cannot be read */
export function instantOf(record: IDataObject, kind: DatedKind): Microseconds | undefined {
	const { atField, fallbackField = '' } = kind;
	return parseTimestamp(record[atField]) ?? parseTimestamp(record[fallbackField]);
}

/** @returns `undefined` for a record whose instant cannot be read */
export function toItem(record: IDataObject, kind: DatedKind, isWanted = true): Item | undefined {
	const at = instantOf(record, kind);
	return at === undefined ? undefined : new Item(record, at, kind, isWanted);
}

/** Hashes the ID and the content of a record. */
export function fingerprintOf(record: IDataObject, { idField, atField }: DatedKind): Fingerprint {
	const rest = Object.entries(record).filter(([field]) => field !== atField);
	const content = contentOf(Object.fromEntries(rest));
	return [hash(record[idField]), hash(content)];
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

function hash(text: unknown): string {
	if (typeof text !== 'string' || text === '') return '';
	return createHash('sha256').update(text).digest('base64').slice(0, HASH_LENGTH);
}
