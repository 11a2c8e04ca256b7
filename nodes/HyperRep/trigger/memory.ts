import { createHash } from 'node:crypto';

import type { Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';
import type { Contact } from './source';

/**
 * What tells a contact from others of the same microsecond: short hashes, each of which may be
 * missing (`''`). The ID stays when the contact is edited, but HyperRep may write it anew in every
 * answer; of the rest some may stay when others are edited.
 */
export interface Marks {
	id: string;
	content: string;
	email: string;
	phone: string;
	name: string;
}

/** How long the marks are as they are saved, in their order. */
const ALL_MARKS: Record<keyof Marks, number> = { id: 5, content: 5, email: 3, phone: 3, name: 3 };
const NO_MARKS: Record<keyof Marks, number> = { id: 0, content: 0, email: 0, phone: 0, name: 0 };
const NAMES = Object.keys(ALL_MARKS) as Array<keyof Marks>;

// The state is to stay below 1 MB. Up to so many contacts all their marks are saved, then the best
// one of each, and beyond that only their number.
const ALL_MARKS_UP_TO = 20_000;
const ONE_MARK_UP_TO = 80_000;

/** More contacts are not kept for longer than they must be, for the same reason. */
export const MANY = 60_000;

/** No memory that was written holds more contacts of one microsecond. */
const MOST_AT_ONCE = 10_000_000;

/** A contact that was read, with what it takes to recognize it. */
export interface Seen {
	contact: Contact;
	createdAt: Microseconds;
	marks: Marks;
}

export function see(contact: Contact): Seen {
	const { contact_id: id, name, email, phone_number: phone } = contact;
	const marks = {
		id: mark('id', id),
		content: mark('content', contentOf(contact)),
		email: mark('email', email),
		phone: mark('phone', phone),
		name: mark('name', name),
	};
	return { contact, createdAt: createdAt(contact), marks };
}

/** What a contact holds, without IDs, which may be written anew in every answer. */
export function contentOf(contact: Contact): string {
	const { name, email, phone_number: phone, company_role: role, custom_fields: fields } = contact;
	return JSON.stringify([name, email, phone, role, fields]);
}

function mark(name: keyof Marks, value: unknown): string {
	if (value === undefined || value === null || value === '') return '';
	return createHash('sha256').update(String(value)).digest('base64').slice(0, ALL_MARKS[name]);
}

/** The contacts that were dealt with, by the microsecond of their creation, in the order of reading. */
export class Memory {
	private readonly byInstant = new Map<Microseconds, Marks[]>();
	size = 0;

	at(instant: Microseconds): Marks[] {
		return this.byInstant.get(instant) ?? [];
	}

	/** Replaces what is known of one microsecond. */
	set(instant: Microseconds, marks: Marks[]): void {
		this.size += marks.length - this.at(instant).length;
		if (marks.length === 0) this.byInstant.delete(instant);
		else this.byInstant.set(instant, marks);
	}

	/** Forgets what was created before `instant`, what was read first first, until only `most` are left. */
	forgetBefore(instant: Microseconds, most = 0): void {
		for (const known of this.byInstant.keys()) {
			if (this.size <= most) return;
			if (known < instant) this.set(known, []);
		}
	}

	/**
	 * Writes the memory as a short text: the lengths of the marks, then for each microsecond its
	 * distance from the one before in base 36, `*` and the number of contacts where there are
	 * several, `.`, and their marks.
	 */
	encode(idsStay: boolean): string {
		const lengths = this.lengths(idsStay);
		const entries = [NAMES.map((name) => lengths[name]).join('/')];
		let before = 0;
		for (const [instant, all] of this.byInstant) {
			const several = all.length === 1 ? '' : `*${all.length.toString(36)}`;
			const texts = all.map((marks) =>
				NAMES.map((name) => marks[name].slice(0, lengths[name]).padEnd(lengths[name])).join(''),
			);
			entries.push(`${(instant - before).toString(36)}${several}.${texts.join('')}`);
			before = instant;
		}
		return entries.join(',');
	}

	/** @throws Error for a text that `encode` did not write */
	static decode(text: string): Memory {
		const [header, ...entries] = text.split(',');
		const lengths = header.split('/').map(Number);
		const total = lengths.reduce((sum, length) => sum + length, 0);
		const memory = new Memory();
		let instant = 0;
		for (const entry of entries) {
			const [, distance, several = '1', texts] =
				/^(-?[0-9a-z]+)(?:\*([0-9a-z]+))?\.(.*)$/.exec(entry) ?? [];
			instant += parseInt(distance, 36);
			const count = parseInt(several, 36);
			const isSound = Number.isSafeInteger(instant) && count <= MOST_AT_ONCE;
			if (!isSound || texts.length !== count * total || lengths.length !== NAMES.length) {
				throw new Error('The memory of the trigger cannot be read');
			}
			const marks = Array.from({ length: count }, (_, n) =>
				cut(texts.slice(n * total, (n + 1) * total), lengths),
			);
			memory.set(instant, marks);
		}
		return memory;
	}

	private lengths(idsStay: boolean): Record<keyof Marks, number> {
		if (this.size <= ALL_MARKS_UP_TO) return ALL_MARKS;
		if (this.size > ONE_MARK_UP_TO) return NO_MARKS;
		const best = idsStay ? 'id' : 'content';
		return { ...NO_MARKS, [best]: ALL_MARKS[best] };
	}
}

function cut(text: string, lengths: number[]): Marks {
	let start = 0;
	const parts = lengths.map((length) => text.slice(start, (start += length)).trim());
	return Object.fromEntries(NAMES.map((name, n) => [name, parts[n]])) as unknown as Marks;
}
