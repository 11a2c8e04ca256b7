import type { Page } from './records';

/** How many empty pages may follow one another before a list counts as endless. */
const MAX_EMPTY_PAGES = 1000;

/** Recognizes a list that would never end. */
export class EndlessGuard {
	private readonly cursors = new Set<string>();
	private emptyPages = 0;

	/** @returns in which way the list has no end; `undefined` while it may have one */
	check({ records, cursor, nextCursor }: Page): string | undefined {
		if (cursor !== undefined) this.cursors.add(cursor);
		this.emptyPages = records.length === 0 ? this.emptyPages + 1 : 0;
		if (nextCursor !== null && this.cursors.has(nextCursor)) {
			return 'it leads to the same page again and again';
		}
		if (this.emptyPages > MAX_EMPTY_PAGES) return 'there is one empty page after another';
		return undefined;
	}
}
