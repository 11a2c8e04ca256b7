import type { ListRequest, Page } from '../api/Client';
import { Pager } from '../api/Pager';
import { unlessCancelled } from '../concurrency/unlessCancelled';
import { ApiError } from '../errors/ApiError';
import { nextMoment } from './moments';
import type { Keeper, KeptPage, Reader } from './pages';
import { Round } from './Round';
import { StoredRecords, type KeysOf } from './StoredRecords';

interface Request {
	moment: number;
	/** Whether it is for the top of the list. */
	isTop: boolean;
	reader: Reader;
	/** `undefined` if the page arrived. */
	outcome: Promise<FailedPage | undefined>;
}

interface FailedPage {
	error: unknown;
	/** Whether it ends the reading for all who wait for the page. */
	isForAll: boolean;
}

/** HyperRep's response to a cursor that it no longer knows. */
const NO_SUCH_PLACE = new Set(['400', '404', '410', '422']);

/**
 * One reading of a list for all who need it at the same time, as databases share sequential scans. It goes
 * round the list, but only as far as somebody needs it. A reader that joins takes the next pages, and after
 * the end of the list continues at the top, until it has seen what it missed. If nobody else is reading, it
 * begins at the top. Each page is requested by a reader that needs it, so none depends on another's
 * execution.
 */
export class SharedReading {
	private kept: Array<KeptPage> = [];
	/** The last page that was read; before the first one, a placeholder. */
	private last: { next?: KeptPage } = {};
	/** Where it resumes; at the top without it. */
	private pager: Pager | undefined;
	/** Whether the next page does not begin where the last one ended. */
	private isBroken = false;
	/** Whether all have left since the last page, so that HyperRep may have forgotten the cursor. */
	private isResumed = false;
	private request: Request | undefined;
	private readers = 0;
	private readonly waiting = new Set<() => void>();

	/**
	 * @param list without limit and cursor, since it is read whole
	 * @param keysOf returns the keys by which its records are found
	 */
	constructor(
		private readonly list: ListRequest,
		private readonly keysOf: KeysOf,
		private readonly keeper: Keeper,
	) {}

	/**
	 * The pages of the list that a reader may use, until it has seen the whole list. A reader that began in the
	 * middle gets its first page again.
	 *
	 * @throws ApiError if a page can't be read; the next reader begins at the top
	 */
	async *pages(reader: Reader): AsyncGenerator<KeptPage> {
		const { isOrdered = false } = reader;
		let first = this.firstFor(reader);
		while (first === undefined && this.isUnderWay(reader)) {
			await this.change(reader);
			first = this.firstFor(reader);
		}
		if (first === undefined && this.request === undefined) this.beginAtTop();
		this.readers++;
		try {
			const round = new Round();
			let page = first ?? (await this.after(this.last, reader));
			yield page;
			while (!round.isCompleteWith(page)) {
				if (isOrdered && this.isBroken && page === this.last) return;
				page = await this.after(page, reader);
				if (isOrdered && !page.isNext) return;
				yield page;
			}
		} finally {
			this.readers--;
			if (this.readers === 0) this.isResumed = true;
			this.wakeAll();
			this.releaseIfIdle();
		}
	}

	private releaseIfIdle(): void {
		const isUsed = this.readers + this.kept.length + this.waiting.size > 0;
		if (!isUsed && this.request === undefined) this.keeper.release();
	}

	/** The first of the earlier pages that a reader may use; it may use all those after it. */
	private firstFor({ since, maxAge, isOrdered }: Reader): KeptPage | undefined {
		const now = this.keeper.now();
		const isFresh = ({ time }: KeptPage) => now >= time && now - time <= maxAge;
		const usable = this.kept.filter((page) => page.moment > since && isFresh(page));
		if (!isOrdered) return usable[0];
		return this.isBroken ? undefined : usable.filter(({ isTop }) => isTop).at(-1);
	}

	/** Whether others are reading, and the reader can't use the page that they wait for, but perhaps the next one. */
	private isUnderWay({ since, isOrdered }: Reader): boolean {
		const { request } = this;
		if (request === undefined) return this.readers > 0 && !this.isBroken;
		return request.moment <= since || (isOrdered === true && !request.isTop);
	}

	/** The page after one; requests it if nobody has. */
	private async after(place: { next?: KeptPage }, reader: Reader): Promise<KeptPage> {
		while (place.next === undefined) {
			this.request ??= this.ask(reader);
			const { request } = this;
			const failure = await unlessCancelled(request.outcome, reader.cancel);
			if (failure !== undefined && (failure.isForAll || request.reader === reader)) {
				return await Promise.reject(failure.error);
			}
		}
		return place.next;
	}

	private ask(reader: Reader): Request {
		const [moment, time] = [nextMoment(), this.keeper.now()];
		const isTop = this.pager?.isAtTop ?? true;
		const outcome = this.getNext(reader)
			.then(async (page) =>
				this.add(page, await StoredRecords.of(page.records, this.keysOf), moment, time),
			)
			.then(
				() => undefined,
				(error: unknown) => this.fail(error, reader),
			)
			.finally(() => {
				this.request = undefined;
				this.wakeAll();
				this.releaseIfIdle();
			});
		return { moment, isTop, reader, outcome };
	}

	private async getNext({ client, isOrdered }: Reader): Promise<Page> {
		const mayBeginAgain = this.pager !== undefined && this.isResumed && isOrdered !== true;
		this.pager ??= new Pager(this.list);
		return await this.pager.next(client).catch(async (error: unknown) => {
			const status = error instanceof ApiError ? (error.httpCode ?? '') : '';
			if (!mayBeginAgain || !NO_SUCH_PLACE.has(status)) return await Promise.reject(error);
			this.beginAtTop();
			this.pager = new Pager(this.list);
			return await this.pager.next(client);
		});
	}

	private add(
		{ records, cursor, nextCursor }: Page,
		stored: StoredRecords,
		moment: number,
		time: number,
	) {
		const size = records.length;
		const page: KeptPage = {
			...{ records: stored, nextCursor, moment, time },
			isTop: cursor === undefined,
			isLast: nextCursor === null,
			isNext: !this.isBroken,
			offset: (this.pager?.count ?? size) - size,
			marks: () => stored.marks,
		};
		this.isBroken = false;
		this.isResumed = false;
		if (page.isLast) this.pager = undefined;
		this.last.next = page;
		this.last = page;
		this.kept.push(page);
		this.keeper.keep({ time, size, bytes: stored.bytes, forget: () => this.forgetFirst() });
	}

	private forgetFirst(): void {
		this.kept.shift();
		this.releaseIfIdle();
	}

	/** If a page could not be read for one reader's own reasons, the others request it again. */
	private fail(error: unknown, { cancel, isHurried = false }: Reader): FailedPage {
		const isForAll = cancel?.aborted !== true && !isHurried;
		if (isForAll) this.beginAtTop();
		return { error, isForAll };
	}

	private beginAtTop(): void {
		this.isBroken ||= this.pager !== undefined;
		this.pager = undefined;
	}

	/** Waits until a page has arrived or failed, or a reader has left. */
	private async change({ cancel }: Reader): Promise<void> {
		let go = () => {};
		const changed = new Promise<void>((resolve) => (go = resolve));
		this.waiting.add(go);
		try {
			await unlessCancelled(changed, cancel);
		} finally {
			this.waiting.delete(go);
		}
	}

	private wakeAll(): void {
		this.waiting.forEach((go) => go());
	}
}
