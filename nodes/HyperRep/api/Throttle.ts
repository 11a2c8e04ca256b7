import type { RetryPolicy } from './RetryPolicy';
import { wait } from './wait';

/** What became of a request, as far as others must know. */
export interface Outcome {
	isRefused: boolean;
	/** How long the server asked to wait, in milliseconds. */
	retryAfter?: number;
}

/** The requests between two pauses. */
export interface Round {
	sent: number;
	taken: number;
}

/** A request that waits for its turn. */
interface Waiting {
	ticket: number;
	/** By the clock of `performance.now`: it does not wait longer. */
	until: number;
	go(round: Round | undefined): void;
}

/** A pause begins with this share of the last one, since a little less may do. */
const SHORTER = 0.9;

/** It begins with this share if few requests were taken since: then the server counts in shorter times. */
const MUCH_SHORTER = 0.6;
const FEW = 4;

/**
 * After this share of the time that a pause has lasted, one request tries whether it is over: the first while
 * no pause has ended yet, and then the second.
 */
const FIRST_STEP = 0.15;
const STEP = 0.05;

/** The shortest step, in milliseconds. */
const MIN_STEP = 20;

/** How often a pause looks whether a request still waits, in milliseconds. */
const MAX_STEP = 500;

/** How long requests without an answer may hold up the others, as a multiple of the first wait. */
const MAX_HOLD = 4;

/**
 * Shares among all requests of one connection what HyperRep takes. A refusal counts for all of them: they
 * pause together, for as long as the server says, or else until one request that goes ahead is taken. How
 * long that took is where the next pause begins. A round has as many requests as were taken in the one
 * before; beyond that they go one by one, and more while they are taken, or while an answer takes long. Those
 * that wait go on in the order in which they were first sent.
 */
export class Throttle {
	private lastTicket = 0;
	private readonly waiting: Waiting[] = [];
	private isWaking = false;
	private isLookingAgain = false;
	private inFlight = 0;
	/** When the last request was sent, by the clock of `performance.now`. */
	private lastSent = 0;
	private round: Round = { sent: 0, taken: 0 };
	/** The round before, which was refused, and how many it had that were taken. */
	private lastRound: Round | undefined;
	/** When requests may be sent again, by the clock of `performance.now`. */
	private freeAt = 0;
	/** Since when they are refused without a time; `undefined` while they are taken. */
	private refusedSince: number | undefined;
	/** How long the last such pause had to be. */
	private neededPause: number | undefined;

	constructor(private readonly policy: Pick<RetryPolicy, 'firstWait'>) {}

	/** A place in the order of requests. A request that is sent again keeps its place. */
	takeTicket(): number {
		return ++this.lastTicket;
	}

	/**
	 * Waits until a request may be sent.
	 *
	 * @param until in epoch milliseconds: it does not wait for a pause that is longer
	 * @returns the round to `leave`; `undefined` where the pause is too long, or it was cancelled
	 */
	async enter(ticket: number, until: number, cancel?: AbortSignal): Promise<Round | undefined> {
		const now = performance.now();
		if (this.waiting.length === 0 && this.freeAt <= now && this.hasRoom()) return this.admit();
		const limit = until - Date.now() + now;
		if (this.freeAt > limit) return undefined;
		return await new Promise((resolve) => {
			const giveUp = () => waiting.go(undefined);
			const waiting: Waiting = {
				ticket,
				until: limit,
				go: (round) => {
					cancel?.removeEventListener('abort', giveUp);
					this.waiting.splice(this.waiting.indexOf(waiting), 1);
					resolve(round);
				},
			};
			cancel?.addEventListener('abort', giveUp);
			const place = this.waiting.findIndex((other) => other.ticket > ticket);
			this.waiting.splice(place === -1 ? this.waiting.length : place, 0, waiting);
			void this.wake();
		});
	}

	/** Tells what became of a request of a round. */
	leave(round: Round, { isRefused, retryAfter = 0 }: Outcome): void {
		const now = performance.now();
		this.inFlight--;
		if (isRefused) this.refuse(round, now, retryAfter);
		else this.take(round, now);
		void this.wake();
	}

	private take(round: Round, now: number): void {
		round.taken++;
		if (round !== this.round || this.refusedSince === undefined) return;
		this.neededPause = now - this.refusedSince;
		this.refusedSince = undefined;
	}

	private refuse(round: Round, now: number, retryAfter: number): void {
		if (retryAfter > 0) {
			this.freeAt = Math.max(this.freeAt, now + retryAfter);
			this.refusedSince = undefined;
		}
		// What was sent before the last refusal says nothing new when it is refused, too.
		if (round !== this.round) return;
		if (retryAfter <= 0) {
			const isGoingAhead = this.refusedSince !== undefined;
			const pause = isGoingAhead ? this.nextStep(now) : this.firstPause(round);
			this.refusedSince ??= now;
			this.freeAt = Math.max(this.freeAt, now + pause);
		}
		// A round that came too early says nothing about how many are taken.
		if (round.taken > 0 || this.lastRound === undefined) this.lastRound = round;
		this.round = { sent: 0, taken: 0 };
	}

	private firstPause({ taken }: Round): number {
		if (this.neededPause === undefined) return this.policy.firstWait;
		return this.neededPause * (taken < FEW ? MUCH_SHORTER : SHORTER);
	}

	/** The request that went ahead was refused: the pause goes on. */
	private nextStep(now: number): number {
		const lasted = now - (this.refusedSince ?? now);
		return this.neededPause === undefined
			? Math.max(this.policy.firstWait, lasted * FIRST_STEP)
			: Math.max(MIN_STEP, lasted * STEP);
	}

	private hasRoom(): boolean {
		if (this.lastRound === undefined) return true;
		// One request that hangs must not hold up the others.
		if (this.holdLeft() <= 0) return true;
		const { sent, taken } = this.round;
		// While nobody knows whether the pause is over, only one request goes ahead.
		if (this.refusedSince !== undefined) return sent === 0;
		const quota = this.lastRound.taken;
		return sent <= quota || this.inFlight < taken - quota;
	}

	/** How long those who wait still do so for the answers to others, in milliseconds. */
	private holdLeft(): number {
		return this.lastSent + MAX_HOLD * this.policy.firstWait - performance.now();
	}

	private admit(): Round {
		this.inFlight++;
		this.lastSent = performance.now();
		this.round.sent++;
		return this.round;
	}

	/** Lets in those whose turn it is, when the pause is over. */
	private async wake(): Promise<void> {
		if (this.isWaking) return;
		this.isWaking = true;
		for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
			const left = this.freeAt - performance.now();
			if (left > 0) await this.sleep(left);
			else if (this.hasRoom()) first.go(this.admit());
			else {
				void this.lookAgain();
				break;
			}
		}
		this.isWaking = false;
	}

	/** Wakes those who wait once the others have held them up for long enough. */
	private async lookAgain(): Promise<void> {
		if (this.isLookingAgain) return;
		this.isLookingAgain = true;
		for (;;) {
			const left = this.holdLeft();
			if (left <= 0 || this.waiting.length === 0) break;
			await wait(Math.min(left, MAX_STEP));
		}
		this.isLookingAgain = false;
		void this.wake();
	}

	/** Those who cannot wait for the end of the pause give up at once. */
	private async sleep(left: number): Promise<void> {
		const late = this.waiting.filter(({ until }) => until < this.freeAt);
		for (const waiting of late) waiting.go(undefined);
		if (this.waiting.length > 0) await wait(Math.min(left, MAX_STEP));
	}
}
