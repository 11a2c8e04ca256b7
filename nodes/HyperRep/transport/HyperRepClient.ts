import {
	NodeApiError,
	NodeOperationError,
	sleep,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import {
	isObject,
	readPage,
	readRecord,
	type Answer,
	type HttpResponse,
	type Page,
} from './answer';
import { readApiKey, readBaseUrl, withoutKey } from './credential';
import {
	explain,
	explainDoubt,
	explainEndless,
	explainUnreadable,
	explainWait,
	type Explanation,
	type Purpose,
} from './messages';
import { decide, limitOfTry, wasNotCarriedOut, type Decision } from './retry';
import { send, type Context } from './send';

/** HyperRep's longest page. */
export const LONGEST_PAGE = 500;

/** A step of a wait, in milliseconds. */
const LONGEST_STEP = 500;

/** How many records of a list are read between two notes in n8n's log. */
const RECORDS_A_NOTE = 10_000;

/** How many empty pages may follow one another before a list counts as endless. */
const MOST_EMPTY_PAGES = 1000;

interface HyperRepRequest {
	method: 'GET' | 'POST';
	/** Below `/api/v2`; each segment is percent-encoded. */
	path: string[];
	query?: Record<string, string>;
	body?: IDataObject;
	purpose: Purpose;
}

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

/** When to stop trying. */
export interface Deadline {
	/** Ends what is under way, waits included. */
	cancel?: AbortSignal;
	/** Of this machine's clock in epoch milliseconds: no wait goes beyond it. */
	until?: number;
}

/**
 * HyperRep's API over HTTP: the only place that knows the URL, the key, when to try again, and what
 * an answer means.
 */
export class HyperRepClient {
	private constructor(
		private readonly context: Context,
		private readonly credentials: ICredentialsDecrypted,
		private readonly baseUrl: string,
		private readonly deadline: Deadline,
	) {}

	/**
	 * Reads the node's credential, once for all requests: n8n would read and decrypt it for each.
	 *
	 * @throws InputError for an unusable base URL or key
	 */
	static async connect(context: Context, deadline: Deadline = {}): Promise<HyperRepClient> {
		const data = await context.getCredentials<ICredentialDataDecryptedObject>('hyperRepApi');
		const baseUrl = readBaseUrl(data.baseUrl);
		const apiKey = readApiKey(data.apiKey);
		const credentials = {
			id: '',
			name: 'HyperRep',
			type: 'hyperRepApi',
			data: { ...data, apiKey },
		};
		return new HyperRepClient(context, credentials, baseUrl, deadline);
	}

	/** The same client with another deadline. */
	within(deadline: Deadline): HyperRepClient {
		return new HyperRepClient(this.context, this.credentials, this.baseUrl, deadline);
	}

	/**
	 * Reads one record.
	 *
	 * @param idField the field that every such record has, e.g. `contact_id`
	 */
	async get(path: string[], idField: string, purpose: Purpose): Promise<IDataObject> {
		return await this.requestRecord({ method: 'GET', path, purpose }, idField);
	}

	/** Creates one record; it is never sent again once it may have been carried out. */
	async post(
		path: string[],
		body: IDataObject,
		idField: string,
		purpose: Purpose,
	): Promise<IDataObject> {
		return await this.requestRecord({ method: 'POST', path, body, purpose }, idField);
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
				throw this.failure(
					explainEndless(list.purpose, 'it leads to the same page again and again'),
				);
			}
			if (emptyPages > MOST_EMPTY_PAGES) {
				throw this.failure(explainEndless(list.purpose, 'there is one empty page after another'));
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
		const [workflow, node] = [this.context.getWorkflow().name ?? '', this.context.getNode().name];
		// The last part of the path is what HyperRep calls its records, e.g. "contacts".
		const read = `${count.toLocaleString('en')} ${path.at(-1)} read so far`;
		this.context.logger.info(`HyperRep: ${read} (node "${node}" in workflow "${workflow}")`);
	}

	private async requestPage(request: HyperRepRequest, paged: boolean): Promise<Page> {
		const response = await this.request(request);
		const page = readPage(response, paged);
		if (typeof page !== 'string') return page;
		throw this.failure(explainUnreadable(request.purpose, page), response);
	}

	private async requestRecord(request: HyperRepRequest, idField: string): Promise<IDataObject> {
		const { method, purpose } = request;
		const response = await this.request(request);
		const record = readRecord(response, idField);
		if (typeof record !== 'string') return record;
		const explanation = explainUnreadable(purpose, record);
		throw this.failure(
			method === 'POST' ? explainDoubt(explanation, purpose) : explanation,
			response,
		);
	}

	private async request(request: HyperRepRequest): Promise<HttpResponse> {
		const { method } = request;
		const options = this.toOptions(request);
		const attempts = { method, made: 0, elapsed: 0, askedWaits: 0, remaining: 0 };
		const start = performance.now();
		for (;;) {
			this.throwIfCancelled();
			const { cancel, until = Infinity } = this.deadline;
			const timeLimit = limitOfTry(attempts.elapsed, until - Date.now());
			// A write that is under way is not ended: it would be done, and nobody would know.
			const signal = method === 'GET' ? cancel : undefined;
			const answer = await send(this.context, this.credentials, options, timeLimit, signal);
			if (method === 'GET') this.throwIfCancelled();
			attempts.made++;
			attempts.elapsed = performance.now() - start;
			attempts.remaining = until - Date.now();
			const decision = decide(answer, attempts);
			if (decision.kind !== 'wait') return this.conclude(answer, decision, request);
			await this.pause(decision.milliseconds);
			attempts.askedWaits += decision.asked;
		}
	}

	private toOptions({ method, path, query, body }: HyperRepRequest): IHttpRequestOptions {
		const segments = ['api', 'v2', ...path].map(encodeURIComponent);
		const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
		return {
			method,
			url: `${this.baseUrl}/${segments.join('/')}${search}`,
			headers: {
				Accept: 'application/json',
				...(body !== undefined && { 'Content-Type': 'application/json' }),
			},
			// As text, so that no field name means anything to whoever handles it on the way.
			...(body !== undefined && { body: JSON.stringify(body) }),
		};
	}

	/** Gives a response that holds an object; throws what any other answer means. */
	private conclude(
		answer: Answer,
		decision: Exclude<Decision, { kind: 'wait' }>,
		{ method, purpose }: HyperRepRequest,
	): HttpResponse {
		const isSuccess = answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
		if (isSuccess && isObject(answer.body)) return answer;
		const explanation = explain(answer, purpose, new URL(this.baseUrl).host);
		const retryAfter = decision.kind === 'givenUp' ? decision.retryAfter : undefined;
		if (decision.kind === 'givenUp' && decision.isTooLong) {
			throw this.failure(explainWait(explanation, retryAfter ?? 0), answer, retryAfter);
		}
		const isDoubtful = method === 'POST' && !wasNotCarriedOut(answer);
		throw this.failure(
			isDoubtful ? explainDoubt(explanation, purpose) : explanation,
			answer,
			retryAfter,
		);
	}

	/** Made of words only: the answers and errors of the HTTP library hold the API key. */
	private failure(explanation: Explanation, answer?: Answer, retryAfter?: number): NodeApiError {
		const apiKey = String(this.credentials.data?.apiKey);
		const message = withoutKey(explanation.message, apiKey);
		const description = withoutKey(explanation.description, apiKey);
		const error = new NodeApiError(
			this.context.getNode(),
			{ message, description },
			{
				message,
				description,
				...(answer?.kind === 'response' && { httpCode: String(answer.status) }),
				failure: toFailure(answer, retryAfter),
			},
		);
		// n8n rewrites messages in which it finds the name of a network error, even in a user's value.
		error.message = message;
		return error;
	}

	/** Waits in short steps, since what is left of a step goes on after it was cancelled. */
	private async pause(milliseconds: number): Promise<void> {
		const { cancel } = this.deadline;
		let stop = () => {};
		const cancelled = new Promise<void>((resolve) => (stop = resolve));
		cancel?.addEventListener('abort', stop);
		for (let left = milliseconds; left > 0 && cancel?.aborted !== true; left -= LONGEST_STEP) {
			await Promise.race([sleep(Math.min(left, LONGEST_STEP)), cancelled]);
		}
		cancel?.removeEventListener('abort', stop);
		this.throwIfCancelled();
	}

	private throwIfCancelled(): void {
		if (this.deadline.cancel?.aborted === true) {
			throw new NodeOperationError(this.context.getNode(), 'The execution was cancelled');
		}
	}
}

/** Tells n8n's scheduler of polls what may help: waiting, or somebody who mends the credential. */
function toFailure(answer: Answer | undefined, retryAfterMs: number | undefined) {
	if (answer === undefined) return undefined;
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (answer.kind === 'noResponse') return { cause: 'temporarily-unavailable' as const };
	if (answer.status === 429) return { cause: 'rate-limited' as const, ...wait };
	if (answer.status >= 500) return { cause: 'temporarily-unavailable' as const, ...wait };
	if (answer.status === 401 || answer.status === 403) {
		return { cause: 'credential-invalid' as const };
	}
	return undefined;
}
