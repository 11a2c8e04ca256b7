import type { IDataObject } from 'n8n-workflow';

import type { RecordKind } from './RecordKind';

/** What a dropdown of the panel shows of the records of a kind. */
export interface Dropdown {
	kind: RecordKind;
	/** The fields in which a search looks; without any, the names of the entries are searched. */
	searched: string[];
	/**
	 * The name of an entry, which distinguishes it from its neighbours.
	 *
	 * @param date writes a timestamp in n8n's own time zone, since lists are not told the workflow's; empty for what is none
	 */
	nameOf(record: IDataObject, date: (value: unknown) => string): string;
}

/** A text field of a record; anything else counts as empty. */
export function textOf(record: IDataObject, field: string): string {
	const value = record[field];
	return typeof value === 'string' ? value.trim() : '';
}

/** A name, and in brackets what distinguishes it from others of the same name. */
export function nameWith(name: string, details: string[]): string {
	const known = details.filter(Boolean).join(', ');
	if (name === '') return known;
	return known === '' ? name : `${name} (${known})`;
}
