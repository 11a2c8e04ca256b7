import type {
	IAllExecuteFunctions,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { onAbort } from '../../concurrency/onAbort';
import { isSuccess, type Outcome } from '../outcome';
import { readBody } from './body';
import { parse } from './json';
import { toNoResponse } from './networkErrors';
import { isObject } from '../../values/objects';

/** The n8n contexts that send requests to HyperRep. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Sends a request once, by n8n's own helper, which adds the credential's header.
 *
 * @param timeLimit milliseconds until the try is given up
 * @param cancel ends the try at once; the outcome is then `noResponse`
 */
export async function send(
	context: Context,
	credentials: ICredentialsDecrypted,
	options: IHttpRequestOptions,
	timeLimit: number,
	cancel: AbortSignal | undefined,
): Promise<Outcome> {
	const stop = new AbortController();
	const timeUp = AbortSignal.timeout(Math.ceil(timeLimit));
	const abort = () => stop.abort();
	timeUp.addEventListener('abort', abort);
	const release = onAbort(cancel, abort);
	// If a context has a signal of its own, n8n's helper uses only that one.
	const stoppable = Object.create(context, {
		getExecutionCancelSignal: { value: () => stop.signal },
	}) as IAllExecuteFunctions;
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			stoppable,
			'hyperRepApi',
			{
				...options,
				abortSignal: stop.signal,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// n8n would send the API key to any host that the redirect names.
				disableFollowRedirect: true,
				// n8n's helper reads responses of any size; a stream can be stopped if one is too large.
				encoding: 'stream',
				// Our own limit covers the whole response; this one must not end first.
				timeout: Math.ceil(timeLimit) + 1000,
			},
			{ credentialsDecrypted: credentials },
		)) as IN8nHttpFullResponse;
		const headers = response.headers as Record<string, string>;
		const status = response.statusCode;
		const body = await readBody(response.body, headers, stop.signal).catch((error: unknown) => {
			abort();
			// A refusal counts even if its reason does not arrive.
			if (isSuccess({ status })) throw error;
		});
		return { kind: 'response', status, headers, body };
	} catch (error) {
		// A response that is not read to its end would keep its connection open.
		abort();
		return mockedRefusal(error) ?? toNoResponse(error, timeUp.aborted);
	} finally {
		timeUp.removeEventListener('abort', abort);
		release();
	}
}

/**
 * The response in what n8n throws in its evaluations: there, a mock replaces the network, and n8n throws each
 * of its refusals as an error of the HTTP library.
 */
function mockedRefusal(error: unknown): Outcome | undefined {
	const response = isObject(error) ? error.response : undefined;
	if (!isObject(response) || typeof response.status !== 'number') return undefined;
	const { status, data } = response;
	const body = typeof data === 'string' ? parse(data) : data;
	const headers = isObject(response.headers) ? response.headers : {};
	const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return { kind: 'response', status, headers: Object.fromEntries(named), body };
}
