import { createHash } from 'node:crypto';

import { jsonParse } from 'n8n-workflow';

/** What the trigger remembers from poll to poll. */
export interface SavedState {
	/** The trigger that it belongs to. */
	owner: string;
	/** The number of its beginning among those of its node ID. */
	generation: number;
	/** Counts the polls. */
	revision: number;
	/** The organization that was found, if none was chosen. */
	organization: string;
	/** What the event remembers. */
	data: unknown;
}

/** The state that a poll leaves. */
export type NextState = Pick<SavedState, 'organization' | 'data'>;

/** Changes whenever older state can no longer be understood. */
const VERSION = 10;

/** Writes a value as text with a version and a hash, so that a damaged or older one is detected. */
export function seal(value: object): string {
	const json = JSON.stringify(value);
	return `${VERSION}.${sumOf(json)}.${json}`;
}

/** @returns what was sealed; `undefined` if it is damaged, from another version, or not text */
export function unseal<T>(text: unknown): T | undefined {
	if (typeof text !== 'string') return undefined;
	const [version, sum, ...rest] = text.split('.');
	const json = rest.join('.');
	if (version !== String(VERSION) || sum !== sumOf(json)) return undefined;
	return jsonParse<T>(json);
}

/** A hash of a text, in twelve letters. */
export const sumOf = (text: string): string =>
	createHash('sha256').update(text).digest('hex').slice(0, 12);
