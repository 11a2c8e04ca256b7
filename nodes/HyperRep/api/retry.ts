import { DateTime } from 'luxon';

import { isTruncated, type Answer } from './answer';

/** How long and how often a request is tried, in milliseconds. Tests make it less. */
export const patience = {
	tries: 5,
	/** The wait after the first try; it doubles after every further one. */
	firstWait: 500,
	/** The longest `Retry-After` that is waited for, also in sum. */
	longestRetryAfter: 60_000,
	/** How long one try may take, and how long it may go on being tried. */
	timeLimit: 60_000,
	/** What one try gets after long waits, and where the end of a poll is near. */
	shortestTry: 10_000,
	shortestTryOfPoll: 1_000,
};

/** No server means a longer time than this. */
const LONGEST_MEANT = 365 * 24 * 3_600_000;

/** How a request has fared so far. */
export interface Attempts {
	method: 'GET' | 'POST';
	/** Tries made. */
	made: number;
	/** Since the first try began. */
	elapsed: number;
	/** The sum of waits that the server asked for. */
	askedWaits: number;
	/** How long whoever asks can still wait. */
	remaining: number;
}

export type Decision =
	/** It is as it is: trying again would not change it, or might do it twice. */
	| { kind: 'final' }
	/** Trying again might have helped. `retryAfter` is when, where the server said so. */
	| { kind: 'givenUp'; retryAfter?: number; isTooLong?: boolean }
	| { kind: 'wait'; milliseconds: number; asked: number };

const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/**
 * Decides what follows an answer. A read is tried again after whatever may pass; a write only when
 * it certainly was not carried out, since HyperRep has no way to recognize the same write.
 */
export function decide(answer: Answer, attempts: Attempts): Decision {
	if (!mayPass(answer)) return { kind: 'final' };
	if (attempts.method === 'POST' && !wasNotCarriedOut(answer)) return { kind: 'final' };
	const retryAfter = answer.kind === 'response' ? readRetryAfter(answer.headers) : undefined;
	if (attempts.made >= patience.tries) return { kind: 'givenUp', retryAfter };
	const backOff = patience.firstWait * 2 ** (attempts.made - 1) * (0.5 + Math.random() / 2);
	const asked = retryAfter ?? 0;
	const allowed = Math.min(patience.longestRetryAfter - attempts.askedWaits, attempts.remaining);
	if (asked > 0 && asked > allowed) {
		return { kind: 'givenUp', retryAfter, isTooLong: true };
	}
	// Requests side by side were told the same time; they should not all come back at once.
	const milliseconds = asked > backOff ? asked + Math.random() * 250 : backOff;
	const left = Math.min(patience.timeLimit - attempts.elapsed, attempts.remaining);
	if (attempts.elapsed >= patience.timeLimit || (asked <= backOff && backOff > left)) {
		return { kind: 'givenUp', retryAfter };
	}
	return { kind: 'wait', milliseconds, asked };
}

/**
 * How long the next try may take.
 *
 * @param elapsed since the first try began
 * @param remaining how long whoever asks can still wait
 */
export function limitOfTry(elapsed: number, remaining: number): number {
	const { timeLimit, shortestTry, shortestTryOfPoll } = patience;
	const limit = Math.max(timeLimit - elapsed, Math.min(shortestTry, timeLimit));
	return Math.min(limit, Math.max(remaining, shortestTryOfPoll));
}

function mayPass(answer: Answer): boolean {
	if (answer.kind === 'noResponse') return answer.reason !== 'notTrusted';
	return TRANSIENT_STATUSES.has(answer.status) || isTruncated(answer);
}

/**
 * Whether it is certain that a write was not carried out: it was never sent, or it was refused. A 303
 * and its like may follow a write, and a 408 or 5xx come from whoever did not see its end.
 */
export function wasNotCarriedOut(answer: Answer): boolean {
	if (answer.kind === 'noResponse') return ['notConnected', 'notTrusted'].includes(answer.reason);
	const { status } = answer;
	return [307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408);
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date, which is compared with the server's own clock.
 *
 * @returns milliseconds from now, or `undefined` where there is none that can be read
 */
function readRetryAfter(headers: Record<string, string>): number | undefined {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MEANT);
	const until = DateTime.fromHTTP(text);
	if (!until.isValid) return undefined;
	const date = DateTime.fromHTTP(headers.date ?? '');
	const now = date.isValid ? date.toMillis() : Date.now();
	return Math.min(Math.max(0, until.toMillis() - now), LONGEST_MEANT);
}
