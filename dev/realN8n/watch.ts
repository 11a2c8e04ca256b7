/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

/** Who follows a piece of work: where its lines go, and what calls it off. */
export interface Watch {
	report: (line: string) => void;
	signal: AbortSignal;
}

const SECONDS_BETWEEN_REPORTS = 10;

/**
 * Reports `step`, and again every ten seconds with the time that has passed, until `work` ends.
 *
 * @returns what `work` returns
 * @throws what `work` throws
 */
export async function showProgress<T>(
	step: string,
	work: () => Promise<T>,
	{ report }: Watch,
): Promise<T> {
	const began = Date.now();
	report(`${step} …`);
	const timer = setInterval(
		() => report(`  ${duration(Date.now() - began)}: ${step}`),
		SECONDS_BETWEEN_REPORTS * 1000,
	);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}

/** Milliseconds in words: `40 s`, `2 min 05 s`. */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * Looks again and again until there is something to see.
 *
 * @param what completes "Waited 60 s for …"
 * @param look gives `undefined` while there is nothing yet
 * @throws Error once `seconds` have passed, what `look` throws, and the signal's reason
 */
export async function waitFor<T>(
	what: string,
	look: () => Promise<T | undefined>,
	{ seconds, every = 200, signal }: { seconds: number; every?: number; signal?: AbortSignal },
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		signal?.throwIfAborted();
		const seen = await look();
		if (seen !== undefined) return seen;
		if (Date.now() >= deadline) throw new Error(`Waited ${seconds} s for ${what}`);
		// An abort is noticed at the top of the loop, where it throws the signal's own reason.
		await wait(every, undefined, { signal }).catch(() => undefined);
	}
}
