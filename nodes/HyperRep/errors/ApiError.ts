import type { NodeApiError } from 'n8n-workflow';

/** Why a request failed, for n8n's scheduler of polls: waiting may help, or a new key. */
export type Failure = NonNullable<NodeApiError['failure']>;

/** A request that failed. It contains only text: responses and errors of the HTTP library contain the API key. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	/** What to do about it, in sentences. */
	readonly description!: string;
	/** The HTTP status, if there was a response. */
	readonly httpCode?: string;
	/** The reason in HyperRep's own JSON, `{"detail": …}`; a proxy's response has none. */
	readonly detail?: string;
	readonly failure?: Failure;
	/** Whether a write may have been carried out although it failed. */
	readonly isInDoubt?: boolean;
	/** HyperRep's clock when it responded, in epoch milliseconds, if known. */
	readonly serverTime?: number;

	/** @param message what happened, in the user's words */
	constructor(message: string, facts: Omit<ApiError, keyof Error>) {
		super(message);
		Object.assign(this, facts);
	}
}
