import type { IDataObject } from 'n8n-workflow';

/** A text field of a record; anything else counts as empty. */
export function textOf(record: IDataObject, field: string): string {
	const value = record[field];
	return typeof value === 'string' ? value.trim() : '';
}

/** A name, followed by what distinguishes it from others, in brackets. */
export function nameWith(name: string, details: string[]): string {
	const known = details.filter(Boolean).join(', ');
	if (name === '') return known;
	return known === '' ? name : `${name} (${known})`;
}

/** A text without line breaks, which would look like a new entry. */
export const inOneLine = (text: string): string => text.split(/\s+/).join(' ').trim();
