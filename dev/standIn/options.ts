import type { Identifiers } from './identifiers';
import type { OrganizationOptions } from './lists';
import type { Microseconds } from './microseconds';
import type { RateLimit } from './rateLimit';

/** What HyperRep leaves open; what stands in OrganizationOptions can be chosen for each organization too. */
export interface StandInOptions extends OrganizationOptions {
	identifiers?: Identifiers;
	/** `position` moves with what comes and goes in front of it, `record` does not. */
	cursors?: 'position' | 'record';
	/** Pages are never longer, even if `limit` asks for more. */
	longestPage?: number;
	/** How long each request takes, in milliseconds. */
	latency?: number;
	/** The server's clock, for `created_at` and the `Date` header. */
	clock?: () => Microseconds;
	/** Whether responses have a `Date` header; they do by default. */
	tellsTime?: boolean;
	/** By how much the `Date` header is ahead of the clock of the records (behind, if negative), in microseconds. */
	dateAhead?: number;
	/** The status of a response to a create; 201 by default. */
	createStatus?: 200 | 201;
	/** How many requests are accepted in a time; all by default. */
	rateLimit?: RateLimit;
	/** Whether requests and responses are judged by the API's OpenAPI document; they are by default. */
	isJudged?: boolean;
	/** Keys that are refused, with the reason. */
	refusedKeys?: Record<string, string>;
}
