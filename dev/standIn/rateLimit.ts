/** How many requests are accepted in a time, and what a refusal says. */
export interface RateLimit {
	count: number;
	/** The time in which `count` requests are accepted; 1 by default. */
	seconds?: number;
	/** How a refusal says when to come back; in whole seconds by default. */
	retryAfter?: 'seconds' | 'exact' | 'date' | 'absent';
}

/** A refusal by the rate limiter. */
export interface TooMany {
	/** The `Retry-After` header, if there is one. */
	retryAfter: string | undefined;
}

/** Accepts at most `count` requests in any `seconds`, by the machine's clock: clients wait by theirs. */
export class RateLimiter {
	/** How many requests were refused. */
	refused = 0;
	/** When the last `count` requests were accepted, in milliseconds, oldest first. */
	private accepted: number[] = [];

	constructor(private readonly limit: RateLimit) {}

	/** Lets a request pass, or says why not. */
	refuse(): TooMany | undefined {
		const { count, seconds = 1, retryAfter = 'seconds' } = this.limit;
		const now = performance.now();
		this.accepted = this.accepted.filter((time) => time > now - seconds * 1000);
		if (this.accepted.length < count) {
			this.accepted.push(now);
			return undefined;
		}
		this.refused++;
		const exact = ((this.accepted[0] ?? now) + seconds * 1000 - now) / 1000;
		const wait = Math.ceil(exact);
		switch (retryAfter) {
			case 'absent':
				return { retryAfter: undefined };
			case 'exact':
				return { retryAfter: exact.toFixed(3) };
			case 'seconds':
				return { retryAfter: String(wait) };
			case 'date':
				// A date has whole seconds: rounded up, so that it is never too early.
				return { retryAfter: new Date((Math.ceil(Date.now() / 1000) + wait) * 1000).toUTCString() };
		}
	}
}
