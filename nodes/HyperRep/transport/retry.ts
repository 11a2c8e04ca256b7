import { DateTime } from 'luxon';

import { isTruncated, type Answer } from './answer';

/** How long and how often a request is tried; all times in milliseconds. */
export const patience = {
	tries: 5,
	/** The wait after the first try; it doubles after every further one. */
	firstWait: 500,
	/** The longest `Retry-After` that is waited for, also in sum. */
	longestRetryAfter: 60_000,
	/** How long one try may take, and how long a request may go on being tried. */
	timeLimit: 60_000,
	/** What one try gets even where a deadline is nearer. */
	shortestTry: 1_000,
};

/** How a request has fared so far. */
export interface Attempts {
	method: 'GET' | 'POST';
	/** Tries made. */
	made: number;
	/** Since the first try began, without the waits that the server asked for. */
	elapsed: number;
	/** The sum of waits that the server asked for. */
	askedWaits: number;
	/** How long whoever asks can still wait. */
	remaining: number;
}

export type Decision =
	| { kind: 'accept' }
	| { kind: 'giveUp'; retryAfter?: number }
	| { kind: 'wait'; milliseconds: number; asked: boolean };

const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/**
 * Decides what follows an answer. A read is tried again after whatever may pass; a write only when
 * it certainly was not carried out, since HyperRep has no way to recognize the same write.
 */
export function decide(answer: Answer, attempts: Attempts): Decision {
	if (!mayPass(answer)) return { kind: 'accept' };
	if (attempts.method === 'POST' && !wasNotCarriedOut(answer)) return { kind: 'giveUp' };
	const retryAfter = answer.kind === 'response' ? readRetryAfter(answer.headers) : undefined;
	const isOver = attempts.made >= patience.tries || attempts.elapsed >= patience.timeLimit;
	if (isOver) return { kind: 'giveUp', retryAfter };
	if (retryAfter !== undefined) {
		const allowed = Math.min(patience.longestRetryAfter - attempts.askedWaits, attempts.remaining);
		if (retryAfter > allowed) return { kind: 'giveUp', retryAfter };
		// Requests side by side were told the same time; they should not all come back at once.
		return { kind: 'wait', milliseconds: retryAfter + Math.random() * 250, asked: true };
	}
	const longest = patience.firstWait * 2 ** (attempts.made - 1);
	const wait = longest * (0.5 + Math.random() / 2);
	if (wait > Math.min(patience.timeLimit - attempts.elapsed, attempts.remaining)) {
		return { kind: 'giveUp' };
	}
	return { kind: 'wait', milliseconds: wait, asked: false };
}

function mayPass(answer: Answer): boolean {
	if (answer.kind === 'noResponse') return true;
	return TRANSIENT_STATUSES.has(answer.status) || isTruncated(answer);
}

function wasNotCarriedOut(answer: Answer): boolean {
	return answer.kind === 'noResponse' ? answer.neverConnected : answer.status === 429;
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date, which is compared with the server's own clock.
 *
 * @returns milliseconds from now, or `undefined` where there is none that can be read
 */
export function readRetryAfter(headers: Record<string, string>): number | undefined {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const until = DateTime.fromHTTP(text);
	if (!until.isValid) return undefined;
	const date = DateTime.fromHTTP(headers.date ?? '');
	const now = date.isValid ? date.toMillis() : Date.now();
	return Math.max(0, until.toMillis() - now);
}
