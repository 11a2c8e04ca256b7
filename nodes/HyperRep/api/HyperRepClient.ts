import type { IDataObject } from 'n8n-workflow';

import { readPage, readRecord, type Page } from './answer';
import { Connection, type Deadline, type HyperRepRequest } from './Connection';
import type { Ledger } from './ledger';
import { explainEndless, explainUnreadable, type Explanation, type Purpose } from './messages';
import type { Context } from './send';

/** HyperRep's longest page. */
const LONGEST_PAGE = 500;

/** How many records of a list are read between two notes in n8n's log. */
const RECORDS_A_NOTE = 10_000;

/** How many empty pages may follow one another before a list counts as endless. */
const MOST_EMPTY_PAGES = 1000;

/** A list, and how much of it. */
export interface ListRequest {
	path: string[];
	/** Sent with every page. */
	query?: Record<string, string>;
	/** How many records at the most; all unless told. */
	limit?: number;
	/** Where to begin; at the top unless told. */
	cursor?: string;
	purpose: Purpose;
}

/** A page with the cursor that it began with. */
export type ListPage = Page & { cursor: string | undefined };

/** HyperRep's API: records and lists, which are read page by page. */
export class HyperRepClient {
	private constructor(
		private readonly connection: Connection,
		private readonly deadline: Deadline,
		private readonly ledger?: Ledger,
	) {}

	/**
	 * Opens a client with the node's credential.
	 *
	 * @throws InputError for an unusable base URL or key
	 */
	static async connect(context: Context, deadline: Deadline = {}): Promise<HyperRepClient> {
		return new HyperRepClient(await Connection.open(context), deadline);
	}

	/** The same client with another deadline, and a ledger of what it writes. */
	within(deadline: Deadline, ledger?: Ledger): HyperRepClient {
		return new HyperRepClient(this.connection, deadline, ledger);
	}

	/**
	 * Reads one record.
	 *
	 * @param idField the field that every such record has, e.g. `contact_id`
	 */
	async get(path: string[], idField: string, purpose: Purpose): Promise<IDataObject> {
		return await this.requestRecord({ method: 'GET', path, purpose }, idField);
	}

	/**
	 * Creates one record; it is never sent again once it may have been carried out, also by an earlier
	 * try that the ledger knows.
	 */
	async post(
		path: string[],
		body: IDataObject,
		idField: string,
		purpose: Purpose,
	): Promise<IDataObject> {
		const request = JSON.stringify([path, body]);
		const earlier = this.ledger?.recall(request);
		if (earlier !== undefined) {
			if ('record' in earlier) return earlier.record;
			throw this.connection.failure(earlier.doubt);
		}
		const onDoubt = (doubt: Explanation) => this.ledger?.enter(request, { doubt });
		const record = await this.requestRecord(
			{ method: 'POST', path, body, purpose, onDoubt },
			idField,
		);
		this.ledger?.enter(request, { record });
		return record;
	}

	/** Reads a list that has no pages. */
	async getUnpaged(path: string[], purpose: Purpose): Promise<IDataObject[]> {
		return (await this.requestPage({ method: 'GET', path, purpose }, false)).records;
	}

	/** Reads one page of a list, of at most `limit` (1 to 500) records. */
	async getPage({ path, query, limit, cursor, purpose }: ListRequest): Promise<Page> {
		const parameters: Record<string, string> = { ...query, limit: String(limit ?? LONGEST_PAGE) };
		if (cursor !== undefined) parameters.cursor = cursor;
		return await this.requestPage({ method: 'GET', path, query: parameters, purpose }, true);
	}

	/**
	 * Reads a list page by page, asking for no more than is left of `limit` and cutting off what
	 * comes beyond. Short and empty pages go on; a cursor that comes again ends in an error, since
	 * the list would never end.
	 */
	async *pages(list: ListRequest): AsyncGenerator<ListPage> {
		const passed = new Set<string>();
		let { limit: left = Infinity, cursor } = list;
		let emptyPages = 0;
		for (;;) {
			if (cursor !== undefined) passed.add(cursor);
			const page = await this.getPage({ ...list, limit: Math.min(left, LONGEST_PAGE), cursor });
			if (page.records.length > left) page.records.length = left;
			left -= page.records.length;
			yield { ...page, cursor };
			if (page.nextCursor === null || left === 0) return;
			emptyPages = page.records.length === 0 ? emptyPages + 1 : 0;
			if (passed.has(page.nextCursor)) {
				throw this.connection.failure(
					explainEndless(list.purpose, 'it leads to the same page again and again'),
				);
			}
			if (emptyPages > MOST_EMPTY_PAGES) {
				throw this.connection.failure(
					explainEndless(list.purpose, 'there is one empty page after another'),
				);
			}
			cursor = page.nextCursor;
		}
	}

	/** Reads the records of a list, in one array. A long one shows its progress in n8n's log. */
	async list(list: ListRequest): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		let nextNote = RECORDS_A_NOTE;
		for await (const page of this.pages(list)) {
			// In a loop: as arguments of `push`, a large page would exceed the stack.
			for (const record of page.records) records.push(record);
			if (records.length >= nextNote && page.nextCursor !== null) {
				this.noteProgress(records.length, list);
				nextNote = records.length + RECORDS_A_NOTE;
			}
		}
		return records;
	}

	private noteProgress(count: number, { path }: ListRequest): void {
		const { context } = this.connection;
		const [workflow, node] = [context.getWorkflow().name ?? '', context.getNode().name];
		// The last part of the path is what HyperRep calls its records, e.g. "contacts".
		const read = `${count.toLocaleString('en')} ${path.at(-1)} read so far`;
		context.logger.info(`HyperRep: ${read} (node "${node}" in workflow "${workflow}")`);
	}

	private async requestPage(request: HyperRepRequest, paged: boolean): Promise<Page> {
		const response = await this.connection.request(request, this.deadline);
		const page = readPage(response, paged);
		if (typeof page !== 'string') return page;
		throw this.connection.failure(explainUnreadable(request.purpose, page), response);
	}

	private async requestRecord(request: HyperRepRequest, idField: string): Promise<IDataObject> {
		const response = await this.connection.request(request, this.deadline);
		const record = readRecord(response, idField);
		if (typeof record !== 'string') return record;
		const explanation = explainUnreadable(request.purpose, record);
		throw this.connection.failureOf(request, explanation, response);
	}
}
