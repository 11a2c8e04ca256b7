/** How long and how often a request is tried. Times are in milliseconds. */
export interface RetryPolicy {
	/** How often a request is sent at most while the connection breaks or HyperRep cannot be reached. */
	maxTries: number;
	/** The wait after the first such try. It doubles after each further one. */
	firstWait: number;
	/**
	 * How long a request is retried while HyperRep rate-limits it, and the longest Retry-After that is waited
	 * for.
	 */
	maxRefusal: number;
	/** How long one try may take, and for how long it is retried. */
	timeLimit: number;
	/** The minimum for one try, even after long waits. */
	minTry: number;
	/** By how much a try may exceed the time of its caller, such as a poll. */
	overtime: number;
}

/** The policy that users get. */
export const RETRY_POLICY: Readonly<RetryPolicy> = Object.freeze({
	maxTries: 5,
	firstWait: 500,
	maxRefusal: 60_000,
	timeLimit: 60_000,
	minTry: 10_000,
	overtime: 1_000,
});
