import type { IDataObject } from 'n8n-workflow';

/** What came back from one try of a request. */
export type Answer = HttpResponse | NoResponse;

/** An answer over HTTP, of any status. */
export interface HttpResponse {
	kind: 'response';
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed where it was JSON, else the text. */
	body: unknown;
}

/** A try that no answer came back from, and why. */
export interface NoResponse {
	kind: 'noResponse';
	/**
	 * `notConnected`: no connection came about. `notTrusted`: its certificate was refused. `notSecure`:
	 * it does not speak TLS, or ceased to. `timedOut`, `lost`: no answer came, or not all of it.
	 * `tooLarge`: the answer was not read. `notSent`: n8n refused to send it, for example to a host that
	 * its administrator has not allowed.
	 */
	reason:
		'notConnected' | 'notTrusted' | 'notSecure' | 'timedOut' | 'lost' | 'tooLarge' | 'notSent';
	/** Of Node.js or the HTTP library, e.g. `ECONNRESET`; for `notSent`, what n8n says. */
	code: string;
	/** Whether the request may have reached the server. */
	mayHaveBeenSent: boolean;
}

/** Whether a value is an object of fields, and no list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a status says that the request was carried out. */
export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** A JSON answer that ends in the middle: announced as JSON, but not readable as such. */
export function isTruncated(response: HttpResponse): boolean {
	const { headers, body } = response;
	return (
		isSuccess(response) &&
		typeof body === 'string' &&
		(headers['content-type'] ?? '').toLowerCase().includes('json')
	);
}

/**
 * Whether a write may have been carried out although this answer is no success: it was sent, and not
 * refused. A 303 and its like may follow a write, and a 408 or 5xx come from a server that did not see
 * its end.
 */
export function mayHaveBeenApplied(answer: Answer): boolean {
	if (answer.kind === 'noResponse') return answer.mayHaveBeenSent;
	const { status } = answer;
	const isRefused = (status >= 400 && status < 500 && status !== 408) || isKeptRedirect(status);
	return !isRefused;
}

/** A redirect that asks for the same request elsewhere, so it was not carried out here. */
const isKeptRedirect = (status: number) => status === 307 || status === 308;
