/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
/** What the environment tells the tests in it. */
export interface Told {
	/** The names of the tests and hooks that have failed so far. */
	failures: string[];
}

/** The names of the tests and hooks that have failed so far in this run. */
export function failures(): readonly string[] {
	return (globalThis as { told?: Told }).told?.failures ?? [];
}
