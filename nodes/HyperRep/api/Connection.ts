import {
	NodeApiError,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isObject, type Answer, type HttpResponse } from './answer';
import { readApiKey, readBaseUrl, withoutKey } from './credential';
import { explain, explainDoubt, explainWait, type Explanation, type Purpose } from './messages';
import { pause } from './pause';
import { decide, limitOfTry, wasNotCarriedOut, type Decision } from './retry';
import { send, type Context } from './send';
import { urlOf } from './url';

/** A request, before it is known where HyperRep is and by which key. */
export interface HyperRepRequest {
	method: 'GET' | 'POST';
	/** Below `/api/v2`; each segment is percent-encoded. */
	path: string[];
	query?: Record<string, string>;
	body?: IDataObject;
	purpose: Purpose;
	/** Called before it fails where nobody knows whether it was carried out. */
	onDoubt?: (explanation: Explanation) => void;
}

/** When to stop trying. */
export interface Deadline {
	/** Ends what is under way, waits included. */
	cancel?: AbortSignal;
	/** Of this machine's clock in epoch milliseconds: no wait goes beyond it. */
	until?: number;
}

/** One credential's way to HyperRep: sends requests, tries them again, and says what failed. */
export class Connection {
	private constructor(
		readonly context: Context,
		private readonly credentials: ICredentialsDecrypted,
		private readonly baseUrl: string,
	) {}

	/**
	 * Reads the node's credential, once for all requests: n8n would read and decrypt it for each.
	 *
	 * @throws InputError for an unusable base URL or key
	 */
	static async open(context: Context): Promise<Connection> {
		const data = await context.getCredentials<ICredentialDataDecryptedObject>('hyperRepApi');
		const baseUrl = readBaseUrl(data.baseUrl);
		const apiKey = readApiKey(data.apiKey);
		const credentials = {
			id: '',
			name: 'HyperRep',
			type: 'hyperRepApi',
			data: { ...data, apiKey },
		};
		return new Connection(context, credentials, baseUrl);
	}

	/**
	 * Sends a request until it is answered, or trying again is of no use.
	 *
	 * @returns the response, whose body is an object
	 * @throws NodeApiError for every other answer; NodeOperationError where it was cancelled
	 */
	async request(request: HyperRepRequest, deadline: Deadline): Promise<HttpResponse> {
		const { method } = request;
		const { cancel, until = Infinity } = deadline;
		const options = this.toOptions(request);
		const attempts = { method, made: 0, elapsed: 0, askedWaits: 0, remaining: 0 };
		const start = performance.now();
		for (;;) {
			this.throwIfCancelled(cancel);
			const timeLimit = limitOfTry(attempts.elapsed, until - Date.now());
			// A write that is under way is not ended: it would be done, and nobody would know.
			const signal = method === 'GET' ? cancel : undefined;
			const answer = await send(this.context, this.credentials, options, timeLimit, signal);
			if (method === 'GET') this.throwIfCancelled(cancel);
			attempts.made++;
			attempts.elapsed = performance.now() - start;
			attempts.remaining = until - Date.now();
			const decision = decide(answer, attempts);
			if (decision.kind !== 'wait') return this.conclude(answer, decision, request);
			await pause(decision.milliseconds, cancel);
			attempts.askedWaits += decision.asked;
		}
	}

	private toOptions({ method, path, query, body }: HyperRepRequest): IHttpRequestOptions {
		return {
			method,
			url: urlOf(this.baseUrl, path, query),
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
		request: HyperRepRequest,
	): HttpResponse {
		const isSuccess = answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
		if (isSuccess && isObject(answer.body)) return answer;
		const explanation = explain(answer, request.purpose, new URL(this.baseUrl).host);
		const retryAfter = decision.kind === 'givenUp' ? decision.retryAfter : undefined;
		if (decision.kind === 'givenUp' && decision.isTooLong) {
			const wait = explainWait(explanation, retryAfter ?? 0, answer);
			throw this.failure(wait, answer, retryAfter);
		}
		throw this.failureOf(request, explanation, answer, retryAfter);
	}

	/** The error to throw for an answer; where nobody knows whether a write was carried out, it says so. */
	failureOf(
		{ method, purpose, onDoubt }: HyperRepRequest,
		explanation: Explanation,
		answer: Answer,
		retryAfter?: number,
	): NodeApiError {
		if (method === 'GET' || wasNotCarriedOut(answer)) {
			return this.failure(explanation, answer, retryAfter);
		}
		const doubt = explainDoubt(explanation, purpose);
		onDoubt?.(doubt);
		return this.failure(doubt, answer, retryAfter);
	}

	/**
	 * The error to throw. Made of words only: the answers and errors of the HTTP library hold the
	 * API key.
	 */
	failure(explanation: Explanation, answer?: Answer, retryAfter?: number): NodeApiError {
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

	private throwIfCancelled(cancel: AbortSignal | undefined): void {
		if (cancel?.aborted === true) {
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
