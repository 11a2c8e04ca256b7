import { DateTime } from 'luxon';

/** The outcome of one try of a request. */
export type Outcome = HttpResponse | NoResponse;

/** A response over HTTP, of any status. */
export interface HttpResponse {
	kind: 'response';
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed if it was JSON, otherwise the text. */
	body: unknown;
	/** Whether it is the response to another request, which kept this one from being sent. */
	isOfAnother?: boolean;
}

/** A try without a response, and why. */
export interface NoResponse {
	kind: 'noResponse';
	/**
	 * `notConnected`: no connection could be made. `notTrusted`: its certificate was refused. `notSecure`: it
	 * does not speak TLS, or stopped doing so. `timedOut`, `lost`: no response came, or not all of it.
	 * `tooLarge`, `unknownCharset`: the response was not read. `notSent`: n8n refused to send the request, for
	 * example to a host that its administrator has not allowed.
	 */
	reason:
		| 'notConnected'
		| 'notTrusted'
		| 'notSecure'
		| 'timedOut'
		| 'lost'
		| 'tooLarge'
		| 'unknownCharset'
		| 'notSent';
	/**
	 * Of Node.js or the HTTP library, e.g. `ECONNRESET`; for `tooLarge`, the limit, e.g. `200 MB`; for
	 * `unknownCharset`, its name; for `notSent`, what n8n says.
	 */
	code: string;
	/** Whether the request may have reached the server. */
	mayHaveBeenSent: boolean;
}

/** Whether a status says that the request was carried out. */
export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** A JSON response that ends in the middle: announced as JSON, but not readable as such. */
export function isTruncated(response: HttpResponse): boolean {
	const { headers, body } = response;
	return (
		isSuccess(response) &&
		typeof body === 'string' &&
		(headers['content-type'] ?? '').toLowerCase().includes('json')
	);
}

/** Whether a success has only a part of what was asked for. */
export const isPartial = ({ status }: HttpResponse) => status === 206;

/** Whether a request has succeeded with a complete response. */
export const isWhole = (outcome: Outcome): outcome is HttpResponse =>
	outcome.kind === 'response' && isSuccess(outcome) && !isPartial(outcome);

/** The server's clock when it responded, in epoch milliseconds, from the `Date` header. */
export function serverTime({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
	const clock = DateTime.fromHTTP(headers.date ?? '');
	return clock.isValid ? clock.toMillis() : undefined;
}

/**
 * Whether a write may have been carried out although this outcome is not a success: it was sent, and not
 * refused. A 303 or similar may follow a write, and a 408 or 5xx may come from a proxy that did not wait for
 * it.
 */
export function mayHaveBeenApplied(outcome: Outcome): boolean {
	if (outcome.kind === 'noResponse') return outcome.mayHaveBeenSent;
	const { status, isOfAnother } = outcome;
	if (isOfAnother === true) return false;
	const isRefused = (status >= 400 && status < 500 && status !== 408) || isKeptRedirect(status);
	return !isRefused;
}

/** A redirect to send the same request elsewhere, so it was not carried out here. */
const isKeptRedirect = (status: number) => status === 307 || status === 308;
