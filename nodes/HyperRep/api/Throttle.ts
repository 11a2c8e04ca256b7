import { wait } from './wait';

/** Lets the requests of one connection through, and holds them all while HyperRep refuses them. */
export class Throttle {
	private freeAt = 0;

	/** @param firstPause where the server does not say how long; in milliseconds */
	constructor(private readonly firstPause: number) {}

	/** Waits until a request may be sent. */
	async enter(cancel?: AbortSignal): Promise<void> {
		const left = this.freeAt - Date.now();
		if (left > 0) await wait(left, cancel);
	}

	/** Pauses all requests, after one was refused. */
	refuse(retryAfter: number | undefined): void {
		this.freeAt = Math.max(this.freeAt, Date.now() + (retryAfter || this.firstPause));
	}
}
