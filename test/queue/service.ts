/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';

import { runToEnd, startChild, type ChildOptions } from '../../dev/realN8n/childProcess';
import { untilAnswering } from '../../dev/realN8n/untilAnswering';

const SECONDS_TO_START = 60;
const SECONDS_TO_STOP = 20;

/** What a store that n8n needs is started with. */
export interface StoreOptions {
	/** An empty folder for its data. */
	folder: string;
	logFile: string;
	signal: AbortSignal;
}

export interface ServiceOptions extends ChildOptions {
	/** All that the service says is added to this file. */
	logFile: string;
	/** A program that ends with 0 once the service answers. */
	probe: { command: string; args: string[] };
	signal: AbortSignal;
}

/**
 * Starts a program that serves others, and waits until it answers.
 *
 * @throws Error with the end of its log when it does not
 */
export async function startService(
	command: string,
	args: string[],
	{ logFile, probe, signal, ...options }: ServiceOptions,
): Promise<ChildProcess> {
	const log = await open(logFile, 'a');
	const child = await startChild(command, args, { ...options, output: log.fd }).finally(
		async () => await log.close(),
	);
	const answers = async () =>
		await runToEnd(probe.command, probe.args, { ...options, minutes: 1, signal }).then(
			() => true,
			() => false,
		);
	const starting = {
		name: command,
		logFile,
		secondsToStart: SECONDS_TO_START,
		secondsToStop: SECONDS_TO_STOP,
		signal,
	};
	await untilAnswering(child, starting, answers);
	return child;
}
