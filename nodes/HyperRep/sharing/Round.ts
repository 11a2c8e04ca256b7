/** The place of a page in the reading of a list. */
export interface RoundPage {
	isTop: boolean;
	isLast: boolean;
	/** Whether it begins where the previous page ended; the top follows the end of the list. */
	isNext: boolean;
	/** How many records of the list precede it, since the top. */
	offset: number;
	/** Returns hashes of its records without their IDs. */
	marks(): Uint32Array;
}

/**
 * One reader's way round a list. If it begins in the middle, it continues at the top until it has seen its
 * first page again. Cursors are opaque, IDs may differ in every response, and records that are created in
 * between move those behind them. So the page is recognized by all of its records, and only after as many
 * records as preceded it.
 */
export class Round {
	private first: RoundPage | undefined;
	/** How often each record of the first page must still be seen again; `undefined` before the end. */
	private unseen: Map<number, number> | undefined;

	/** Takes in the next page; returns whether the reader has seen the whole list. */
	isCompleteWith(page: RoundPage): boolean {
		// Pages from before a break are no part of this round.
		if (this.first === undefined || !page.isNext) {
			this.first = page;
			this.unseen = undefined;
		} else if (page.isTop) {
			this.unseen = countsOf(this.first.marks());
		}
		const hasTurned = this.unseen !== undefined;
		if (page.isLast) return this.first.isTop || hasTurned;
		return hasTurned && this.meetsFirst(page);
	}

	private meetsFirst(page: RoundPage): boolean {
		const { first, unseen } = this;
		// There is nothing to recognize it by: the list is read to its end.
		if (first === undefined || first.marks().length === 0) return false;
		const marks = page.marks();
		for (const mark of marks) {
			const count = unseen?.get(mark) ?? 0;
			if (count > 1) unseen?.set(mark, count - 1);
			else unseen?.delete(mark);
		}
		return unseen?.size === 0 && page.offset + marks.length >= first.offset;
	}
}

function countsOf(marks: Iterable<number>): Map<number, number> {
	const counts = new Map<number, number>();
	for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
	return counts;
}
