import { BEGINNING, earliest, latest, type Microseconds } from '../../time/microseconds';
import type { List, ItemPage } from '../list/List';
import { ListOrder } from '../list/ListOrder';
import { MAX_AT_ONCE, MAX_DOUBTFUL, MAX_WAITING_PAGES } from '../numbers';
import { doubtfulName } from '../recognizing/Instant';
import type { Item } from '../recognizing/Item';
import { newestOf } from './Clock';
import { sinceOf } from './front';
import type { Reading } from './Reading';
import type { Pass, Place } from './ScanState';

/** A pass that has not read anything. */
export function newPass(
	reading: Reading,
	{
		isCatchingUp,
		mustReachEnd,
		doubtful = [],
		doubtfulBefore = [],
		forgotten = BEGINNING,
	}: Pick<Pass, 'isCatchingUp' | 'mustReachEnd'> & Partial<Pass>,
): Pass {
	reading.known.beginPass();
	return {
		since: mustReachEnd ? reading.before.watermark : sinceOf(reading),
		began: reading.clock.moment,
		isCatchingUp,
		mustReachEnd,
		hasReadEnough: false,
		pages: 0,
		newest: BEGINNING,
		order: [],
		waiting: [],
		undecided: [],
		doubtful: [],
		doubtfulBefore: [...doubtfulBefore, ...doubtful].slice(-MAX_DOUBTFUL),
		forgotten,
	};
}

/** Whether a pass has read the last page of the list. */
export const hasReachedEnd = ({ pages, cursor }: Pass): boolean =>
	pages > 0 && cursor === undefined;

/** Whether it has also read again all that it had to. */
export const isDone = ({ hasReadEnough, waiting, undecided }: Pass): boolean =>
	hasReadEnough && waiting.length + undecided.length === 0;

/** Moves a pass behind a page. */
export function step(reading: Reading, pass: Pass, page: ItemPage): Pass {
	const { cursor, nextCursor, instants } = page;
	if (nextCursor !== null && nextCursor === cursor) {
		throw new Error(
			`HyperRep returned an inconsistent list of ${reading.list.kind.noun} records: its cursors lead back to the same page`,
		);
	}
	const order = new ListOrder(instants, pass.order);
	const [first] = instants;
	const isOld = first !== undefined && reading.isOlderThanLookBack(first);
	const tail = isOld ? cursor : pass.tail;
	return {
		...pass,
		cursor: nextCursor ?? undefined,
		pages: pass.pages + 1,
		newest: latest(pass.newest, newestOf(page)),
		order: order.saved,
		tail: order.oldestFirstSlack === undefined ? undefined : tail,
	};
}

/** What one poll reads of a pass. */
export class PassPart {
	readonly pages: ItemPage[] = [];
	/** The new records. */
	readonly fresh: Item[] = [];
	/** The pass as it is after this part. */
	pass: Pass;

	/** @param most how many pages it reads */
	constructor(
		private readonly reading: Reading,
		before: Pass,
		private readonly most = Infinity,
	) {
		this.pass = { ...before };
	}

	/**
	 * Reads first the pages on which records wait for their turn, then those that the pass has not reached, and last
	 * those of which only all of it can say what is new.
	 *
	 * @param top the first page, where it was read already
	 */
	async read(top?: ItemPage): Promise<this> {
		await this.readAgain('waiting');
		if (this.pass.waiting.length > 0) return this;
		await this.readAhead(top);
		if (this.pass.hasReadEnough) await this.readAgain('undecided');
		return this;
	}

	/** Reads until the order shows that the rest is old, or all is read. */
	private async readAhead(top?: ItemPage): Promise<void> {
		if (this.pass.hasReadEnough || this.pages.length >= this.most) return;
		const { run, clock, known, border, isFrontDistrusted } = this.reading;
		// What waits for its turn must not be forgotten before.
		const [most, mostPages] =
			run.maxRecords < Infinity ? [known.room, MAX_WAITING_PAGES] : [MAX_AT_ONCE, Infinity];
		const pages: ItemPage[] = [];
		let [candidates, pagesWithSome] = [0, 0];
		for await (const page of this.pagesAhead(top)) {
			pages.push(this.reading.take(page));
			const pass = (this.pass = step(this.reading, this.pass, page));
			const order = new ListOrder([], pass.order);
			const isPassed = !pass.mustReachEnd && order.hasPassed(border) && pass.newest >= clock.newest;
			pass.hasReadEnough = hasReachedEnd(pass) || (isPassed && !isFrontDistrusted);
			const count = this.reading.countCandidates(page);
			candidates += count;
			if (count > 0) pagesWithSome++;
			// What follows in a list that is sorted oldest first is younger still.
			const isBatchFull =
				pagesWithSome >= mostPages || candidates >= (order.isOldestFirst ? run.maxRecords : most);
			if (pass.hasReadEnough || isBatchFull || run.isTimeUp() || pages.length >= this.most) break;
		}
		// Only now that all was read do the clocks say when that was.
		if (pages[0]?.cursor === undefined) this.pass.began = this.reading.clock.moment;
		this.recognize(pages);
	}

	private async *pagesAhead(top?: ItemPage): AsyncGenerator<ItemPage> {
		const { list } = this.reading;
		const { since, cursor } = this.pass;
		if (top === undefined) {
			const pages = await pagesFrom(list, since, cursor);
			yield* pages ?? list.pages(this.startOver().since);
		} else {
			yield top;
			if (top.nextCursor !== null) yield* list.pages(since, top.nextCursor);
		}
	}

	/** Reads pages again, those with the oldest records first, until enough of them can be emitted. */
	private async readAgain(name: 'waiting' | 'undecided'): Promise<void> {
		const { list, run, found } = this.reading;
		const left = [...this.pass[name]].sort(([, a], [, b]) => a - b);
		while (left.length > 0 && this.pages.length < this.most) {
			const [cursor, at] = left[0] ?? [null, BEGINNING];
			const ready = found.filter((item) => item.isWanted && item.at <= at).length;
			if ((name === 'waiting' && ready >= run.maxRecords) || run.isTimeUp()) break;
			const again = await pagesFrom(list, this.pass.since, cursor ?? undefined);
			if (again === undefined) {
				this.startOver();
				return;
			}
			const pages: ItemPage[] = [];
			for await (const page of again) {
				pages.push(this.reading.take(page));
				// New records in front may have moved it to the page behind.
				if (page.instants.includes(at) || run.isTimeUp()) break;
			}
			this.recognize(pages);
			left.shift();
		}
		this.pass[name] = left;
	}

	/**
	 * Goes back to the top, which shows whether a cursor or HyperRep is at fault. Where cursors expire, nothing
	 * can be left to the next poll.
	 */
	private startOver(): Pass {
		return (this.pass = newPass(this.reading, { ...this.pass, isCatchingUp: true }));
	}

	/** Says what is new on pages, and notes those on which that can't be said yet. */
	private recognize(pages: ItemPage[]): void {
		const { pass } = this;
		const shownSince = hasReachedEnd(pass)
			? BEGINNING
			: new ListOrder([], pass.order).newestFirstSince;
		const completeSince = pass.hasReadEnough ? shownSince : undefined;
		const how = { isPass: true, doubtfulBefore: new Set(pass.doubtfulBefore), completeSince };
		const { fresh, undecided, doubtful } = this.reading.recognize(pages, how);
		for (const page of pages) this.pages.push(page);
		for (const item of fresh) this.fresh.push(item);
		pass.doubtful = [...pass.doubtful, ...doubtful.map(doubtfulName)].slice(-MAX_DOUBTFUL);
		if (!pass.hasReadEnough) pass.undecided = [...pass.undecided, ...placesOf(undecided, pages)];
	}
}

/** Reads from a cursor on, or from the top; `undefined` where the cursor, which is of an earlier poll, fails. */
async function pagesFrom(
	list: List,
	since: Microseconds,
	cursor: string | undefined,
): Promise<AsyncGenerator<ItemPage> | undefined> {
	const pages = list.pages(since, cursor);
	if (cursor === undefined) return pages;
	const first = await pages.next().catch(() => undefined);
	if (first === undefined) return undefined;
	return (async function* () {
		if (first.done !== true) yield first.value;
		yield* pages;
	})();
}

/** The pages on which items are, each with the oldest of them. */
export function placesOf(items: Item[], pages: ItemPage[]): Place[] {
	const wanted = new Set(items);
	return pages.flatMap((page) => {
		const [first, ...others] = page.items.filter((item) => wanted.has(item));
		if (first === undefined) return [];
		// One by one, since a server may send more on a page than a call takes arguments.
		const oldest = others.reduce((before, { at }) => earliest(before, at), first.at);
		return [[page.cursor ?? null, oldest]];
	});
}
