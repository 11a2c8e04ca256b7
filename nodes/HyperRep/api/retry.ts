import { DateTime } from 'luxon';

import {
	isTruncated,
	mayHaveBeenApplied,
	serverTime,
	type Answer,
	type HttpResponse,
} from './answer';
import type { RetryPolicy } from './RetryPolicy';
import type { Outcome } from './Throttle';

/** No server means a longer time than this, in milliseconds. */
const MAX_RETRY_AFTER = 365 * 24 * 3_600_000;

/** How a request has fared so far. Times are in milliseconds. */
export interface Attempts {
	method: 'GET' | 'POST';
	/** Tries that did not end in a refusal. */
	failed: number;
	/** Since the first try began that was not refused. */
	elapsed: number;
	/** Since the first refusal. */
	refused: number;
	/** How long the caller can still wait. */
	remaining: number;
}

/** What follows an answer that is no success. */
export type Decision =
	/** Trying again would not change it, or might do it twice. */
	| { kind: 'final' }
	/** Trying again might have helped. `retryAfter` is when, where the server said so. */
	| { kind: 'givenUp'; retryAfter?: number; isTooLong?: boolean }
	/** HyperRep refuses all requests for now: again when they may go on. */
	| { kind: 'refused' }
	/** Again, after this request has waited. */
	| { kind: 'again'; wait: number };

const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/**
 * Decides what follows an answer that is no success. A read is tried again after all that may pass; a
 * write only when it certainly was not carried out, since HyperRep cannot recognize the same write.
 */
export function decide(answer: Answer, attempts: Attempts, policy: RetryPolicy): Decision {
	if (!isTransient(answer)) return { kind: 'final' };
	if (attempts.method === 'POST' && mayHaveBeenApplied(answer)) return { kind: 'final' };
	const retryAfter = readRetryAfter(answer);
	if (retryAfter !== undefined) {
		const isTooLong = retryAfter > Math.min(policy.maxRefusal, attempts.remaining);
		if (isTooLong) return { kind: 'givenUp', retryAfter, isTooLong };
	}
	if (isRefusal(answer)) {
		return attempts.refused >= policy.maxRefusal || attempts.remaining <= 0
			? { kind: 'givenUp', retryAfter }
			: { kind: 'refused' };
	}
	if (attempts.failed >= policy.maxTries) return { kind: 'givenUp', retryAfter };
	const backOff = policy.firstWait * 2 ** (attempts.failed - 1) * (0.5 + Math.random() / 2);
	const wait = Math.max(backOff, retryAfter ?? 0);
	const left = Math.min(policy.timeLimit - attempts.elapsed, attempts.remaining);
	return wait > left ? { kind: 'givenUp', retryAfter } : { kind: 'again', wait };
}

/** Whether the server refuses to take more requests for a while, not only this one. */
export function isRefusal(answer: Answer): answer is HttpResponse {
	if (answer.kind === 'noResponse') return false;
	return answer.status === 429 || (answer.status === 503 && (readRetryAfter(answer) ?? 0) > 0);
}

/** What the others must know of an answer. A wait that is too long ends this request, not theirs. */
export function outcomeOf(answer: Answer, { maxRefusal }: RetryPolicy): Outcome {
	if (!isRefusal(answer)) return { isRefused: false };
	const retryAfter = readRetryAfter(answer);
	return { isRefused: (retryAfter ?? 0) <= maxRefusal, retryAfter };
}

/** How long the next try may take. The caller's time is exceeded by little. */
export function limitOfTry({ elapsed, remaining }: Attempts, policy: RetryPolicy): number {
	const limit = Math.max(policy.timeLimit - elapsed, Math.min(policy.minTry, policy.timeLimit));
	return Math.min(limit, remaining + policy.overtime);
}

/** Whether the same request may succeed a little later. */
export function isTransient(answer: Answer): boolean {
	if (answer.kind === 'response') {
		return TRANSIENT_STATUSES.has(answer.status) || isTruncated(answer);
	}
	return !['notTrusted', 'notSecure', 'tooLarge', 'unknownCharset', 'notSent'].includes(
		answer.reason,
	);
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date, which is compared with the server's own clock.
 *
 * @returns milliseconds from now, or `undefined` where there is none that can be read
 */
export function readRetryAfter(answer: Answer): number | undefined {
	if (answer.kind === 'noResponse') return undefined;
	const { headers } = answer;
	const text = (headers['retry-after'] ?? '').slice(0, 100).trim();
	if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER);
	const until = DateTime.fromHTTP(text);
	if (!until.isValid) return undefined;
	const now = serverTime(answer) ?? Date.now();
	return Math.min(Math.max(0, until.toMillis() - now), MAX_RETRY_AFTER);
}
