/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

import { hasEnded, lastLines, stopChild } from './childProcess';
import { waitFor } from './watch';

const LINES_IN_AN_ERROR = 20;

/** A program that was just started, and how long it may take. */
export interface Starting {
	/** What the error calls it. */
	name: string;
	/** Where it writes what it says. */
	logFile: string;
	secondsToStart: number;
	/** How long it may take to end, where it does not answer. */
	secondsToStop: number;
	signal: AbortSignal;
}

/**
 * Waits until a program that was just started answers; it is stopped where it does not.
 *
 * @param answers asks it once
 * @throws Error with the end of its log; the signal's reason when called off
 */
export async function untilAnswering(
	child: ChildProcess,
	{ name, logFile, secondsToStart, secondsToStop, signal }: Starting,
	answers: () => Promise<boolean>,
): Promise<void> {
	const look = async () => {
		if (hasEnded(child)) throw new Error(`${name} ended while it started`);
		return (await answers()) || undefined;
	};
	try {
		await waitFor(`${name} to answer`, look, { seconds: secondsToStart, signal });
	} catch (error) {
		await stopChild(child, secondsToStop);
		signal.throwIfAborted();
		const log = lastLines(await readFile(logFile, 'utf8'), LINES_IN_AN_ERROR);
		throw new Error(`${(error as Error).message}. The end of its log:\n${log}`);
	}
}
