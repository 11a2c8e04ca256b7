/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';

import {
	hasEnded,
	lastLines,
	runToEnd,
	startChild,
	type ChildOptions,
} from '../realN8n/childProcess';
import { waitFor } from '../realN8n/watch';

const SECONDS_TO_START = 60;
const LINES_IN_AN_ERROR = 20;

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
	const answers = async () => {
		if (hasEnded(child)) throw new Error(`${command} ended while it started`);
		return await runToEnd(probe.command, probe.args, { ...options, minutes: 1, signal }).then(
			() => true,
			() => undefined,
		);
	};
	try {
		await waitFor(`${command} to answer`, answers, { seconds: SECONDS_TO_START, signal });
		return child;
	} catch (error) {
		child.kill('SIGKILL');
		const said = lastLines(await readFile(logFile, 'utf8'), LINES_IN_AN_ERROR);
		throw new Error(`${(error as Error).message}. The end of its log:\n${said}`);
	}
}
