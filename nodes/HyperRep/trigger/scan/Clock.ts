import { BEGINNING, DAY, latest, shift, type Microseconds } from '../../time/microseconds';
import type { ItemPage } from '../list/List';
import { SKEW } from '../numbers';

/** What is remembered of the clocks, as plain data. */
export interface ClockState {
	/** When the youngest record was created that was read. */
	newest: Microseconds;
	/** By how much the `Date` header was at least ahead of the youngest record. */
	lag?: number;
}

/**
 * The clock that writes the records' dates. The `Date` header may come from another one, so it only says how
 * much time has gone by since the youngest record.
 */
export class Clock {
	newest: Microseconds;
	private lag: number;
	private first: ItemPage | undefined;

	constructor({ newest, lag = Infinity }: ClockState = { newest: BEGINNING }) {
		this.newest = newest;
		this.lag = lag;
	}

	/** Takes over what a page says about the clocks. */
	learn(page: ItemPage): void {
		this.first ??= page;
		const newest = newestOf(page);
		this.newest = latest(this.newest, newest);
		if (page.serverTime === undefined || newest === BEGINNING) return;
		this.lag = Math.min(this.lag, Math.max(0, page.serverTime - newest));
	}

	/** The moment at which the first page was read, never later than it was. */
	get moment(): Microseconds {
		const { first: { serverTime } = {}, lag, newest } = this;
		return serverTime !== undefined && lag < Infinity ? shift(serverTime, -lag) : newest;
	}

	get saved(): ClockState {
		const { newest, lag } = this;
		return lag < Infinity ? { newest, lag } : { newest };
	}
}

/**
 * The latest plausible date on a page: one more than a day ahead of the server's clock is wrong. Where most
 * are, the server's clock is wrong, and every date is plausible.
 */
export function plausibleUntil({ instants, serverTime }: ItemPage): number {
	const limit = serverTime === undefined ? Infinity : shift(serverTime, DAY);
	const plausible = instants.filter((at) => at <= limit);
	return plausible.length * 2 < instants.length ? Infinity : limit;
}

/** When the youngest record of a page was created that has a plausible date; the beginning of time without one. */
export function newestOf(page: ItemPage): Microseconds {
	const limit = plausibleUntil(page);
	return page.instants.reduce(
		(newest, at) => (at <= limit ? latest(newest, at) : newest),
		BEGINNING,
	);
}

/** The instant before which everything was visible at a moment, even what became visible late. */
export function lookBackFrom(
	moment: Microseconds,
	{ lookBack }: { lookBack: number },
): Microseconds {
	return shift(moment, -lookBack - SKEW);
}
