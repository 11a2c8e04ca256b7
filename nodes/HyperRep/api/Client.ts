import type { IDataObject, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { ApiError } from '../errors/ApiError';
import type { ApiRequest, Deadline } from './ApiRequest';
import { Connection } from './Connection';
import { MAX_PAGE, Pager, type ListRequest, type RequestOf } from './Pager';
import { readPage, readRecord, readRecords, type Page } from './records';
import { RETRY_POLICY, type RetryPolicy } from './sending/RetryPolicy';
import type { WriteSlot } from './writes';

export type { ListRequest } from './Pager';
export type { Page } from './records';

/** Where a client works, for what, and for how long. */
interface ClientScope extends Deadline {
	/** The ID of the organization. */
	organization?: string;
	/** Identifies it for readings that are shared. */
	knownAs?: string;
	/** The place of an item in the write log. */
	writes?: WriteSlot;
}

/**
 * HyperRep's API: records, and lists that are read page by page. It does not know any resource. A request
 * throws ApiError if HyperRep does not respond with what was asked for, and Error if the execution was
 * cancelled.
 */
export class Client {
	constructor(
		private readonly connection: Connection,
		private readonly scope: ClientScope = {},
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

	/** Identifies the base URL and the API key: clients of the same account reach the same records. */
	get account(): string {
		return this.connection.account;
	}

	/** Identifies a list: its account, organization, path and filters. It does not contain the API key. */
	identityOf({ path, query = {} }: Pick<ListRequest, 'path' | 'query'>): string {
		return JSON.stringify([this.account, this.scope.knownAs, path, query]);
	}

	/** The same client, below one organization. */
	inOrganization(organization: string, knownAs = organization): Client {
		return this.within({ organization, knownAs });
	}

	/** The same client with another scope. */
	within(scope: ClientScope): Client {
		return new Client(this.connection, { ...this.scope, ...scope });
	}

	/** Reads one record; `idField` is the field that every such record has, e.g. `sale_id`. */
	async get({ idField, ...request }: RequestOf & { idField: string }): Promise<IDataObject> {
		return await this.connection.request(this.toGet(request), readRecord(idField), this.scope);
	}

	/** Reads one object that has no ID. */
	async getObject(request: RequestOf): Promise<IDataObject> {
		return await this.connection.request(this.toGet(request), (body) => body, this.scope);
	}

	/**
	 * Creates one record. It is never sent again once it may have been carried out, even by an earlier try of
	 * the run.
	 */
	async create({
		path,
		body,
		idField,
		purpose,
	}: Omit<RequestOf, 'query'> & { body: IDataObject; idField: string }): Promise<IDataObject> {
		const { writes } = this.scope;
		const earlier = writes?.earlier();
		if (earlier !== undefined) {
			if ('record' in earlier) return earlier.record;
			const { message, description } = earlier.doubt;
			throw new ApiError(message, { description, isInDoubt: true });
		}
		const request: ApiRequest = {
			method: 'POST',
			path: this.pathOf(path),
			body,
			purpose,
			onDoubt: (doubt) => writes?.note({ doubt }),
		};
		const record = await this.connection.request(request, readRecord(idField), this.scope);
		writes?.note({ record });
		return record;
	}

	/** Reads a list that has no pages. */
	async getUnpaged(request: RequestOf): Promise<IDataObject[]> {
		return await this.connection.request(this.toGet(request), readRecords, this.scope);
	}

	/** Reads one page of a list, of at most `limit` (1 to 500) records. */
	async getPage({ limit = MAX_PAGE, cursor, ...request }: ListRequest): Promise<Page> {
		const query: Record<string, string> = { ...request.query, limit: String(limit) };
		if (cursor !== undefined) query.cursor = cursor;
		const page = this.toGet({ ...request, query });
		return await this.connection.request(page, readPage(cursor), this.scope);
	}

	/** Reads a list page by page, as `Pager` does; throws ApiError for one that would never end. */
	async *pages(list: ListRequest): AsyncGenerator<Page> {
		const pager = new Pager(list);
		while (!pager.isOver) yield await pager.next(this);
	}

	/** Reads the records of a list, in one array. */
	async list(list: ListRequest): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(list)) {
			for (const record of page.records) records.push(record);
		}
		return records;
	}

	/** The error of a list that does not end; `what` says how that was seen. */
	endless(list: ListRequest, what: string): ApiError {
		return this.connection.endless(this.toGet(list), what);
	}

	/** Logs how much of a list was read. */
	noteProgress(count: number, noun: string): void {
		const { context } = this.connection;
		const [workflow, node] = [context.getWorkflow().name ?? '', context.getNode().name];
		const read = `${count.toLocaleString('en')} ${noun} read so far`;
		context.logger.info(`HyperRep: ${read} (node "${node}" in workflow "${workflow}")`);
	}

	private toGet({ path, query, purpose }: RequestOf): ApiRequest {
		return { method: 'GET', path: this.pathOf(path), query, purpose };
	}

	private pathOf(path: string[]): string[] {
		const { organization } = this.scope;
		return organization === undefined ? path : ['organizations', organization, ...path];
	}
}
