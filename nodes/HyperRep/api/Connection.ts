import type { ICredentialsDecrypted, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { ApiError } from '../errors/ApiError';
import type { ApiRequest, Deadline, Explanation, Purpose } from './ApiRequest';
import {
	isWhole,
	mayHaveBeenApplied,
	serverTime,
	type HttpResponse,
	type Outcome,
} from './outcome';
import { accountOf, readApiKey, readBaseUrl } from './credential';
import { toFailure } from './explaining/failure';
import { Mask } from './explaining/Mask';
import { Explainer } from './explaining/messages';
import { isTransient, readRetryAfter, Tries } from './sending/retry';
import type { RetryPolicy } from './sending/RetryPolicy';
import { send, type Context } from './sending/send';
import { Throttle, type Pass } from './sending/Throttle';
import { join } from './sending/sharedThrottles';
import { urlOf } from './url';
import { throwIfCancelled } from '../concurrency/unlessCancelled';
import { wait } from '../concurrency/wait';
import { isObject } from '../values/objects';

/** Extracts what was asked for from a response's body, or throws `UnreadableResponse`. */
type Read<T> = (body: IDataObject, response: HttpResponse) => T;

/** A success without what was asked for; the message says what is missing. */
export class UnreadableResponse extends Error {}

/** One credential's connection to HyperRep: sends requests, retries them, and explains failures. */
export class Connection {
	/** Identifies the base URL and the API key, and contains neither. */
	readonly account: string;
	/** By the clock of `performance.now`. */
	readonly began = performance.now();
	private readonly credentials: ICredentialsDecrypted;
	private readonly baseUrl: string;
	private readonly explainer: Explainer;
	private throttle: Throttle;

	/** @throws InputError for an unusable base URL or key */
	constructor(
		readonly context: Context,
		data: NonNullable<ICredentialsDecrypted['data']>,
		private readonly policy: RetryPolicy,
	) {
		this.baseUrl = readBaseUrl(data.baseUrl);
		const apiKey = readApiKey(data.apiKey);
		this.account = accountOf(data);
		this.credentials = { id: '', name: 'HyperRep', type: 'hyperRepApi', data: { ...data, apiKey } };
		this.explainer = new Explainer(this.baseUrl, new Mask(apiKey));
		this.throttle = new Throttle(policy);
	}

	/** Sends a request until it succeeds. Throws ApiError if retrying is of no use, and Error if it was cancelled. */
	async request<T>(
		request: ApiRequest,
		read: Read<T>,
		{ cancel, until = Infinity }: Deadline,
	): Promise<T> {
		const options = this.toOptions(request);
		const tries = new Tries(request.method, until, this.policy);
		const { throttle, leave } = join(this.account, this.throttle);
		this.throttle = throttle;
		const ticket = throttle.takeTicket(this);
		let outcome: Outcome | undefined;
		try {
			for (;;) {
				throwIfCancelled(cancel);
				const pass = await throttle.enter(ticket, until, cancel);
				if (pass === undefined) {
					throwIfCancelled(cancel);
					throw this.failure(request, outcome ?? throttle.refusal ?? NO_TIME, tries);
				}
				// A write in flight is not ended: it would be carried out, and nobody would know.
				const signal = request.method === 'GET' ? cancel : undefined;
				outcome = await this.sendOnce(options, pass, tries.begin(), signal);
				throwIfCancelled(signal);
				if (isWhole(outcome) && isObject(outcome.body)) {
					return this.readSuccess(request, outcome, outcome.body, read);
				}
				const pause = tries.waitAfter(outcome);
				if (pause === undefined) throw this.failure(request, outcome, tries);
				await wait(pause, cancel);
			}
		} finally {
			leave();
		}
	}

	/** The error of a list that does not end; `what` says how that was seen. */
	endless(request: { path: string[]; purpose: Purpose }, what: string): ApiError {
		const { message, description } = this.explainer.endless(request, what);
		return new ApiError(message, { description });
	}

	private async sendOnce(
		options: IHttpRequestOptions,
		pass: Pass,
		timeLimit: number,
		cancel: AbortSignal | undefined,
	): Promise<Outcome> {
		let outcome: Outcome = NO_TIME;
		try {
			if (timeLimit > 0) {
				outcome = await send(this.context, this.credentials, options, timeLimit, cancel);
			}
			return outcome;
		} finally {
			this.throttle.leave(pass, outcome);
		}
	}

	private toOptions({ method, path, query, body }: ApiRequest): IHttpRequestOptions {
		return {
			method,
			url: urlOf(this.baseUrl, path, query),
			headers: {
				Accept: 'application/json',
				...(body !== undefined && { 'Content-Type': 'application/json' }),
			},
			// As text, so that no layer in between interprets the field names.
			...(body !== undefined && { body: JSON.stringify(body) }),
		};
	}

	private readSuccess<T>(
		request: ApiRequest,
		response: HttpResponse,
		body: IDataObject,
		read: Read<T>,
	): T {
		try {
			return read(body, response);
		} catch (error) {
			// Anything else is a bug.
			throw error instanceof UnreadableResponse
				? this.toError(request, response, this.explainer.unreadable(request, error.message))
				: error;
		}
	}

	/** The error for a response that is not a success. */
	private failure(request: ApiRequest, outcome: Outcome, tries: Tries): ApiError {
		// In our own words first, so that nothing in the server's can come before it.
		const plain = { message: `Could not ${request.purpose.doing}`, description: '' };
		if (isInDoubt(request, outcome)) this.noteDoubt(request, plain);
		const explanation = this.explainer.outcome(outcome, request);
		const retryAfter = isTransient(outcome) ? readRetryAfter(outcome) : undefined;
		const words =
			retryAfter !== undefined && tries.isTooLong(outcome)
				? this.explainer.tooLongWait(explanation, retryAfter, outcome)
				: explanation;
		return this.toError(request, outcome, words, retryAfter);
	}

	private toError(
		request: ApiRequest,
		outcome: Outcome,
		explanation: Explanation,
		retryAfter?: number,
	): ApiError {
		const isDoubtful = isInDoubt(request, outcome);
		const { message, description } = isDoubtful
			? this.noteDoubt(request, explanation)
			: explanation;
		const ofResponse = outcome.kind === 'response' && {
			httpCode: String(outcome.status),
			detail: this.explainer.detail(outcome),
			serverTime: serverTime(outcome),
		};
		const failure = toFailure(outcome, retryAfter);
		return new ApiError(message, { description, failure, isInDoubt: isDoubtful, ...ofResponse });
	}

	/** Notes that a write may have been carried out, and returns the explanation. */
	private noteDoubt(request: ApiRequest, explanation: Explanation): Explanation {
		const doubt = this.explainer.doubt(explanation, request.purpose);
		request.onDoubt?.(doubt);
		return doubt;
	}
}

/** The caller's time was up before the request could be sent. */
const NO_TIME: Outcome = {
	kind: 'noResponse',
	reason: 'timedOut',
	code: 'ETIMEDOUT',
	mayHaveBeenSent: false,
};

/** Whether a write may have been carried out although it failed. */
function isInDoubt({ method }: ApiRequest, outcome: Outcome): boolean {
	return method === 'POST' && mayHaveBeenApplied(outcome);
}
