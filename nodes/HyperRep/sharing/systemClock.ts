/** This machine's clock. Tests pass their own. */
export interface SystemClock {
	/** In epoch milliseconds. */
	now: () => number;
	/** Calls `act` once, after some milliseconds. It does not keep the process alive. */
	after(milliseconds: number, act: () => void): void;
}

export const systemClock: SystemClock = {
	now: () => Date.now(),
	after: (milliseconds, act) =>
		AbortSignal.timeout(Math.max(0, Math.ceil(milliseconds))).addEventListener('abort', act),
};
