import {
	NodeApiError,
	type IAllExecuteFunctions,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type IPollFunctions,
} from 'n8n-workflow';

import { isObject, type Answer, type NoResponse } from './answer';

/** The n8n contexts in which HyperRep is talked to. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

// What Node.js says when no connection came about.
const NOT_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
]);

// And when one did, but not a secure one: of certificates, and of what is no TLS.
const NOT_TRUSTED = /CERT|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$|^HOSTNAME_MISMATCH$/;

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/**
 * Sends a request once, by n8n's own helper, which adds the credential's header.
 *
 * @param timeLimit milliseconds until the try is given up
 * @param cancel ends the try at once; the answer is then `noResponse`
 * @throws what n8n throws for other reasons than the network, such as a host that the
 * administrator has not allowed
 */
export async function send(
	context: Context,
	credentials: ICredentialsDecrypted,
	options: IHttpRequestOptions,
	timeLimit: number,
	cancel: AbortSignal | undefined,
): Promise<Answer> {
	const stop = new AbortController();
	const timeUp = AbortSignal.timeout(Math.ceil(timeLimit));
	const abort = () => stop.abort();
	timeUp.addEventListener('abort', abort);
	cancel?.addEventListener('abort', abort);
	if (cancel?.aborted === true) abort();
	// Where a context has a signal of its own, n8n's helper takes that one and no other.
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
				// n8n would send the API key along, to whatever host the redirect names.
				disableFollowRedirect: true,
				// Our own limit covers the whole answer; this one must not come first.
				timeout: Math.ceil(timeLimit) + 1000,
			},
			{ credentialsDecrypted: credentials },
		)) as IN8nHttpFullResponse;
		return {
			kind: 'response',
			status: response.statusCode,
			headers: response.headers as Record<string, string>,
			body: response.body,
		};
	} catch (error) {
		const answer = toNoResponse(error, timeUp.aborted);
		if (answer !== undefined) return answer;
		// Not the error itself: it holds the request with its headers, and so the API key.
		const { message } = error as Error;
		throw new NodeApiError(context.getNode(), { message }, { message });
	} finally {
		timeUp.removeEventListener('abort', abort);
		cancel?.removeEventListener('abort', abort);
	}
}

/**
 * Reads what happened to the connection from an error of n8n's request helpers, which is, or wraps,
 * one of the HTTP library with a `code`.
 *
 * @param isTimeUp whether it was ended for taking too long
 * @returns `undefined` for errors of another kind
 */
export function toNoResponse(error: unknown, isTimeUp = false): NoResponse | undefined {
	const cause = error instanceof Error ? error.cause : undefined;
	const code = [error, cause].map(codeOf).find((found) => found !== undefined);
	// The network may also go away in the middle of a connection.
	const isConnected = [error, cause].some(
		(each) => isObject(each) && ['read', 'write'].includes(String(each.syscall)),
	);
	// These are about the request, which was then not sent.
	if (code === undefined || code.startsWith('ERR_INVALID_')) return undefined;
	return { kind: 'noResponse', reason: isTimeUp ? 'timedOut' : reasonOf(code, isConnected), code };
}

function reasonOf(code: string, isConnected: boolean): NoResponse['reason'] {
	if (NOT_CONNECTED.has(code) && !isConnected) return 'notConnected';
	if (NOT_TRUSTED.test(code)) return 'notTrusted';
	return TIMED_OUT.has(code) ? 'timedOut' : 'lost';
}

function codeOf(error: unknown): string | undefined {
	const code = isObject(error) ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}
