import type {
	IAllExecuteFunctions,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import type { Answer } from './answer';
import { readBody } from './body';
import { toNoResponse } from './networkErrors';

/** The n8n contexts in which HyperRep is talked to. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** n8n refused to send the request, for example to a host that its administrator has not allowed. */
export class NotSent extends Error {}

/**
 * Sends a request once, by n8n's own helper, which adds the credential's header.
 *
 * @param timeLimit milliseconds until the try is given up
 * @param cancel ends the try at once; the answer is then `noResponse`
 * @throws NotSent where n8n refuses to send it
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
				// n8n would send the API key along, to any host that the redirect names.
				disableFollowRedirect: true,
				// n8n's helper reads answers of any size; this way we stop where one is too large.
				encoding: 'stream',
				// Our own limit covers the whole answer; this one must not come first.
				timeout: Math.ceil(timeLimit) + 1000,
			},
			{ credentialsDecrypted: credentials },
		)) as IN8nHttpFullResponse;
		const headers = response.headers as Record<string, string>;
		const body = await readBody(response.body, headers, stop.signal);
		return { kind: 'response', status: response.statusCode, headers, body };
	} catch (error) {
		// An answer that was not read to its end would keep its connection.
		abort();
		const answer = toNoResponse(error, timeUp.aborted);
		if (answer !== undefined) return answer;
		// Not the error itself: it holds the request with its headers, and so the API key.
		throw new NotSent(error instanceof Error ? error.message : 'n8n refused to send it');
	} finally {
		timeUp.removeEventListener('abort', abort);
		cancel?.removeEventListener('abort', abort);
	}
}
