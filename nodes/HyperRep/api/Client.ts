import type { IDataObject, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { ApiError } from '../errors/ApiError';
import { Connection, type ApiRequest, type Deadline } from './Connection';
import { EndlessGuard } from './EndlessGuard';
import type { Purpose } from './messages';
import { readPage, readRecord, readRecords, type Page } from './records';
import { RETRY_POLICY, type RetryPolicy } from './RetryPolicy';
import type { WriteSlot } from './writes';

export type { Page } from './records';

/** HyperRep's longest page. */
const MAX_PAGE = 500;

/** How many records of a list are read between two notes in n8n's log. */
const RECORDS_PER_NOTE = 10_000;

/** What is asked for, and what for. */
export interface RequestOf {
	/** Below the organization; of a client without one, below `/api/v2`. */
	path: string[];
	query?: Record<string, string>;
	purpose: Purpose;
}

/** A list, and how much of it. */
export interface ListRequest extends RequestOf {
	/** How many records at the most; without it, all. */
	limit?: number;
	/** Where to begin; without it, at the top. */
	cursor?: string;
	/** What the records are called in n8n's log, e.g. `sales`. Without it, nothing is logged. */
	noun?: string;
	/**
	 * The field with their ID: a record that the page before has shown under the same ID is left out. With
	 * cursors that are positions, it comes again where another is created meanwhile.
	 */
	idField?: string;
}

/**
 * HyperRep's API: records, and lists that are read page by page. It knows nothing of a resource. A request
 * throws ApiError where HyperRep does not answer with what was asked for, and Error where the execution was
 * cancelled.
 */
export class Client {
	constructor(
		private readonly connection: Connection,
		private readonly deadline: Deadline = {},
		private readonly writes?: WriteSlot,
		private readonly prefix: readonly string[] = [],
	) {}

	/**
	 * Opens a client for a list search or a poll. The credential is read once: n8n would read and
	 * decrypt it for each request.
	 *
	 * @throws InputError for an unusable base URL or key
	 */
	static async connect(
		context: ILoadOptionsFunctions | IPollFunctions,
		deadline: Deadline = {},
		policy: RetryPolicy = RETRY_POLICY,
	): Promise<Client> {
		const data = await context.getCredentials('hyperRepApi');
		return new Client(new Connection(context, data, policy), deadline);
	}

	/** Stands for the base URL and the API key: clients of the same account reach the same records. */
	get account(): string {
		return this.connection.account;
	}

	/** The same client, below one organization. */
	inOrganization(organizationId: string): Client {
		const { connection, deadline, writes } = this;
		return new Client(connection, deadline, writes, ['organizations', organizationId]);
	}

	/** The same client with another deadline, or the place of an item in the write log. */
	within({ writes = this.writes, ...deadline }: Deadline & { writes?: WriteSlot }): Client {
		return new Client(this.connection, { ...this.deadline, ...deadline }, writes, this.prefix);
	}

	/**
	 * Reads one record.
	 *
	 * @param request with the field that every such record has, e.g. `sale_id`
	 */
	async get({ idField, ...request }: RequestOf & { idField: string }): Promise<IDataObject> {
		return await this.connection.request(this.toGet(request), readRecord(idField), this.deadline);
	}

	/** Reads one object that has no ID. */
	async getObject(request: RequestOf): Promise<IDataObject> {
		return await this.connection.request(this.toGet(request), (body) => body, this.deadline);
	}

	/**
	 * Creates one record. It is never sent again once it may have been carried out, also by an earlier
	 * try of the run.
	 */
	async create({
		path,
		body,
		idField,
		purpose,
	}: {
		path: string[];
		body: IDataObject;
		idField: string;
		purpose: Purpose;
	}): Promise<IDataObject> {
		const earlier = this.writes?.earlier();
		if (earlier !== undefined) {
			if ('record' in earlier) return earlier.record;
			const { message, description } = earlier.doubt;
			throw new ApiError(message, { description, isInDoubt: true });
		}
		const request: ApiRequest = {
			method: 'POST',
			path: [...this.prefix, ...path],
			body,
			purpose,
			onDoubt: (doubt) => this.writes?.note({ doubt }),
		};
		const record = await this.connection.request(request, readRecord(idField), this.deadline);
		this.writes?.note({ record });
		return record;
	}

	/** Reads a list that has no pages. */
	async getUnpaged(request: RequestOf): Promise<IDataObject[]> {
		return await this.connection.request(this.toGet(request), readRecords, this.deadline);
	}

	/** Reads one page of a list, of at most `limit` (1 to 500) records. */
	async getPage({ limit = MAX_PAGE, cursor, ...request }: ListRequest): Promise<Page> {
		const query: Record<string, string> = { ...request.query, limit: String(limit) };
		if (cursor !== undefined) query.cursor = cursor;
		const page = this.toGet({ ...request, query });
		return await this.connection.request(page, readPage(cursor), this.deadline);
	}

	/**
	 * Reads a list page by page. It asks for no more than is left of `limit`, and cuts off what comes beyond.
	 * After a short or an empty page it reads on. A long list shows its progress in n8n's log.
	 *
	 * @throws ApiError for a list that would never end
	 */
	async *pages(list: ListRequest): AsyncGenerator<Page> {
		const guard = new EndlessGuard();
		let { limit: left = Infinity, cursor } = list;
		let shown = new Set<unknown>();
		let read = 0;
		let nextNote = RECORDS_PER_NOTE;
		for (;;) {
			const page = await this.getPage({ ...list, limit: Math.min(left, MAX_PAGE), cursor });
			// Before the page is handed over: its reader may change the records.
			const endless = guard.check(page);
			if (list.idField !== undefined) shown = leaveOut(page, list.idField, shown);
			if (page.records.length > left) page.records.length = left;
			left -= page.records.length;
			read += page.records.length;
			yield page;
			if (page.nextCursor === null || left === 0) return;
			if (endless !== undefined) throw this.connection.endless(this.toGet(list), endless);
			if (list.noun !== undefined && read >= nextNote) {
				this.noteProgress(read, list.noun);
				nextNote = read + RECORDS_PER_NOTE;
			}
			cursor = page.nextCursor;
		}
	}

	/** Reads the records of a list, in one array. */
	async list({
		limit = Infinity,
		matches,
		...list
	}: ListRequest & {
		/** Says for a record whether it is wanted; `limit` then counts those. */
		matches?(record: IDataObject): boolean;
	}): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(matches === undefined ? { ...list, limit } : list)) {
			for (const record of page.records) {
				if (matches === undefined || matches(record)) records.push(record);
				if (records.length === limit) return records;
			}
		}
		return records;
	}

	private noteProgress(count: number, noun: string): void {
		const { context } = this.connection;
		const [workflow, node] = [context.getWorkflow().name ?? '', context.getNode().name];
		const read = `${count.toLocaleString('en')} ${noun} read so far`;
		context.logger.info(`HyperRep: ${read} (node "${node}" in workflow "${workflow}")`);
	}

	private toGet({ path, query, purpose }: RequestOf): ApiRequest {
		return { method: 'GET', path: [...this.prefix, ...path], query, purpose };
	}
}

/**
 * Leaves records out of a page.
 *
 * @param shown the IDs of those that are left out
 * @returns the IDs of all its records
 */
function leaveOut(page: Page, idField: string, shown: ReadonlySet<unknown>): Set<unknown> {
	const ids = new Set(page.records.map((record) => record[idField] || undefined));
	ids.delete(undefined);
	page.records = page.records.filter((record) => !shown.has(record[idField]));
	return ids;
}
