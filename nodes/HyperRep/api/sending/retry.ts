import { DateTime } from 'luxon';

import {
	isTruncated,
	mayHaveBeenApplied,
	serverTime,
	type Outcome,
	type HttpResponse,
} from '../outcome';
import type { RetryPolicy } from './RetryPolicy';

/** No server asks to wait longer than this, in milliseconds. */
const MAX_RETRY_AFTER = 365 * 24 * 3_600_000;

const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/** The tries of one request: whether there is another one, when, and how long it may take. */
export class Tries {
	/** How many did not end with a refusal. */
	private failed = 0;
	/** When the first of those began, by the clock of `performance.now`. */
	private start: number | undefined;

	/** @param until in epoch milliseconds: when the caller's time is up */
	constructor(
		private readonly method: 'GET' | 'POST',
		private readonly until: number,
		private readonly policy: RetryPolicy,
	) {}

	/** Begins a try. Returns how long it may take, in milliseconds; 0 or less if there is no time left. */
	begin(): number {
		this.start ??= performance.now();
		const { timeLimit, minTry, overtime } = this.policy;
		const limit = Math.max(timeLimit - this.elapsed, Math.min(minTry, timeLimit));
		return Math.min(limit, this.remaining + overtime);
	}

	/**
	 * Decides what follows a failed try. A read is retried after any temporary failure, a write only if it was
	 * certainly not carried out, since HyperRep cannot recognize the same write.
	 *
	 * @returns how long to wait before the next try, in milliseconds; `undefined` if there is none
	 */
	waitAfter(outcome: Outcome): number | undefined {
		if (!isTransient(outcome)) return undefined;
		if (this.method === 'POST' && mayHaveBeenApplied(outcome)) return undefined;
		if (isRefusal(outcome)) {
			// The throttle does the waiting, and waiting for HyperRep does not shorten the next try.
			this.start = undefined;
			return 0;
		}
		if (++this.failed >= this.policy.maxTries || this.isTooLong(outcome)) return undefined;
		const backOff = this.policy.firstWait * 2 ** (this.failed - 1) * (0.5 + Math.random() / 2);
		const wait = Math.max(backOff, readRetryAfter(outcome) ?? 0);
		const left = Math.min(this.policy.timeLimit - this.elapsed, this.remaining);
		return wait > left ? undefined : wait;
	}

	/** Whether the server asks to wait too long. */
	isTooLong(outcome: Outcome): boolean {
		const longest = Math.min(this.policy.maxRefusal, this.remaining);
		return (readRetryAfter(outcome) ?? 0) > longest;
	}

	private get elapsed(): number {
		const now = performance.now();
		return now - (this.start ?? now);
	}

	private get remaining(): number {
		return this.until - Date.now();
	}
}

/** Whether the server refuses to take more requests for a while, not only this one. */
export function isRefusal(outcome: Outcome): outcome is HttpResponse {
	if (outcome.kind === 'noResponse') return false;
	return outcome.status === 429 || (outcome.status === 503 && (readRetryAfter(outcome) ?? 0) > 0);
}

/** Whether the same request may succeed a little later. */
export function isTransient(outcome: Outcome): boolean {
	if (outcome.kind === 'response') {
		return TRANSIENT_STATUSES.has(outcome.status) || isTruncated(outcome);
	}
	return !['notTrusted', 'notSecure', 'tooLarge', 'unknownCharset', 'notSent'].includes(
		outcome.reason,
	);
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date, which is compared with the server's own clock.
 *
 * @returns milliseconds from now, or `undefined` if there is no readable one
 */
export function readRetryAfter(outcome: Outcome): number | undefined {
	if (outcome.kind === 'noResponse') return undefined;
	const text = (outcome.headers['retry-after'] ?? '').slice(0, 100).trim();
	if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER);
	const until = DateTime.fromHTTP(text);
	if (!until.isValid) return undefined;
	const now = serverTime(outcome) ?? Date.now();
	return Math.min(Math.max(0, until.toMillis() - now), MAX_RETRY_AFTER);
}
