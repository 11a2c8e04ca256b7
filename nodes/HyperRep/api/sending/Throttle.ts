import type { Outcome, HttpResponse } from '../outcome';
import { isRefusal, readRetryAfter } from './retry';
import { onAbort } from '../../concurrency/onAbort';
import type { RetryPolicy } from './RetryPolicy';
import { wait } from '../../concurrency/wait';

/** A request that may be sent, and when, by the clock of `performance.now`, like all times here. */
export interface Pass {
	sentAt: number;
}

/** An execution, a poll or a search, which sends requests. */
interface Sender {
	readonly began: number;
}

/** The place of a request in the order of all: by turn, then first come, first served. */
interface Ticket {
	sender: Sender;
	turn: number;
	number: number;
}

/** A request that waits for its turn, until a time. */
interface Waiting {
	ticket: Ticket;
	until: number;
	go(pass: Pass | undefined): void;
}

/**
 * If HyperRep does not say how long to pause, a pause starts shorter by this share than the last one that was
 * enough, and grows by it until a request is accepted. So it is hardly too long, and few requests probe.
 * After fewer requests than last time it starts even shorter: HyperRep may accept one at a time again.
 */
const SHARE = 1 / 8;

/** The shortest pause, in milliseconds: about what one request takes. */
const MIN_PAUSE = 20;

/** How long a request that hangs may hold up the others, in first waits. HyperRep responds sooner. */
const MAX_HOLD = 4;

/**
 * Shares HyperRep's rate among all requests of one account, as TCP does with a network. A refusal pauses all
 * of them, and halves how many are in flight; each accepted one allows a little more. After a pause one
 * request goes first, and the others follow if it is accepted: first come, first served, but one sender with
 * many requests takes turns with the others. If HyperRep has accepted nothing for a minute since a sender
 * began, or says that it won't, its requests fail.
 */
export class Throttle {
	/** HyperRep's last refusal; `undefined` while it accepts requests. */
	refusal: HttpResponse | undefined;
	private turn = 0;
	private lastNumber = 0;
	private readonly waiting: Waiting[] = [];
	private isServing = false;
	private alarm = new AbortController();
	/** How many requests may be in flight, and how many of those sent since the last refusal are. */
	private width = Infinity;
	private underWay = 0;
	private lastSent = -Infinity;
	private refusedAt = -Infinity;
	/** Since when HyperRep has accepted nothing. */
	private refusedSince: number | undefined;
	/** When requests may be sent again, and whether that is too late to wait for. */
	private freeAt = -Infinity;
	private isTooLate = false;
	/** How long the next pause is at first, if as many requests were accepted before it as before the last one. */
	private pause: number;
	private takenBefore = 1;
	private taken = 0;

	constructor(private readonly policy: Pick<RetryPolicy, 'firstWait' | 'maxRefusal'>) {
		this.pause = policy.firstWait;
	}

	/** A place in the order of requests. A request that is sent again keeps it. */
	takeTicket(sender: Sender): Ticket {
		const before = this.waiting.filter(({ ticket }) => ticket.sender === sender).length;
		return { sender, turn: this.turn + 1 + before, number: ++this.lastNumber };
	}

	/**
	 * Waits until a request may be sent.
	 *
	 * @param until in epoch milliseconds: it does not wait longer, nor for a pause that is longer
	 * @returns the pass to `leave` with; `undefined` if the request must not be sent
	 */
	async enter(ticket: Ticket, until: number, cancel?: AbortSignal): Promise<Pass | undefined> {
		if (this.waiting.length === 0 && this.delay() <= 0) return this.admit();
		return await new Promise((resolve) => {
			const giveUp = () => {
				waiting.go(undefined);
				void this.serve();
			};
			const waiting: Waiting = {
				ticket,
				until: until - Date.now() + performance.now(),
				go: (pass) => {
					release();
					this.waiting.splice(this.waiting.indexOf(waiting), 1);
					resolve(pass);
				},
			};
			const release = onAbort(cancel, giveUp);
			const place = this.waiting.findIndex(
				({ ticket: { turn, number } }) => (turn - ticket.turn || number - ticket.number) > 0,
			);
			this.waiting.splice(place === -1 ? this.waiting.length : place, 0, waiting);
			void this.serve();
		});
	}

	/** Ends a request. Without a response, it says nothing about HyperRep's rate. */
	leave({ sentAt }: Pass, outcome: Outcome): void {
		const isRecent = sentAt >= this.refusedAt;
		if (outcome.kind === 'response') {
			if (isRefusal(outcome)) this.refuse(outcome, isRecent);
			else this.take(sentAt, isRecent);
		}
		if (sentAt >= this.refusedAt) this.underWay--;
		void this.serve();
	}

	private take(sentAt: number, isRecent: boolean): void {
		this.width += 1 / this.width;
		this.taken++;
		if (this.refusedSince === undefined) return;
		if (isRecent) {
			this.pause = Math.max(MIN_PAUSE, (sentAt - this.refusedSince) * (1 - SHARE));
			this.refusedSince = this.refusal = undefined;
		} else this.refusedSince = performance.now();
	}

	private refuse(response: HttpResponse, isRecent: boolean): void {
		const now = performance.now();
		const isFirst = this.refusedSince === undefined;
		const lasted = now - (this.refusedSince ??= now);
		const first = this.pause * Math.min(1, Math.max(1, this.taken) / this.takenBefore);
		const pause = Math.max(MIN_PAUSE, isFirst ? first : lasted * SHARE);
		const { maxRefusal } = this.policy;
		const retryAfter = readRetryAfter(response) || undefined;
		this.refusal = { ...response, isOfAnother: true };
		// What was sent before the last refusal says nothing new.
		if (!isRecent) return;
		this.isTooLate = (retryAfter ?? 0) > maxRefusal;
		if (isFirst) {
			this.width = Math.max(1, Math.min(this.width, this.underWay) / 2);
			this.takenBefore = Math.max(1, this.taken);
			this.taken = 0;
		}
		// One may ask again after a minute in any case.
		this.freeAt = now + Math.min(retryAfter ?? pause, maxRefusal);
		this.refusedAt = now;
		this.underWay = 0;
	}

	private admit(): Pass {
		this.lastSent = performance.now();
		this.underWay++;
		return { sentAt: this.lastSent };
	}

	/** How long it is until the next request may be sent, in milliseconds. */
	private delay(): number {
		const width = this.refusedSince === undefined ? this.width : 1;
		const hold = this.lastSent + MAX_HOLD * this.policy.firstWait;
		return Math.max(this.freeAt, this.underWay < width ? 0 : hold) - performance.now();
	}

	/** Admits requests whose turn it is, and rejects those that can't wait for theirs. */
	private async serve(): Promise<void> {
		this.alarm.abort();
		if (this.isServing) return;
		this.isServing = true;
		for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
			const delay = this.delay();
			if (delay <= 0) {
				this.turn = Math.max(this.turn, first.ticket.turn);
				first.go(this.admit());
			} else if (!this.turnAway()) {
				const left = Math.min(...this.waiting.map(({ until }) => until)) - performance.now();
				this.alarm = new AbortController();
				await wait(Math.min(delay, left), this.alarm.signal);
			}
		}
		this.isServing = false;
	}

	private turnAway(): boolean {
		const now = performance.now();
		const earliest = Math.max(this.freeAt, now);
		const away = this.waiting.filter(
			({ ticket, until }) => until < earliest || (this.freeAt > now && this.isLost(ticket)),
		);
		for (const waiting of away) waiting.go(undefined);
		return away.length > 0;
	}

	/** Whether HyperRep accepts no request of a sender for longer than it waits. */
	private isLost({ sender: { began } }: Ticket): boolean {
		const lasted = this.refusedAt - Math.max(this.refusedSince ?? Infinity, began);
		return this.isTooLate || lasted >= this.policy.maxRefusal;
	}
}
