/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- runs on Node, not in n8n */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** Where a program runs, and with which environment. */
export interface ChildOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
}

/**
 * Starts a program in a process group of its own: a Ctrl-C in the terminal reaches this process
 * only, which then ends the program and all that it has started.
 *
 * @param output a file descriptor for all that the program says, or `pipe`
 * @throws what spawning throws, e.g. when there is no such program
 */
export async function startChild(
	command: string,
	args: string[],
	{ cwd, env = process.env, output }: ChildOptions & { output: number | 'pipe' },
): Promise<ChildProcess> {
	const child = spawn(command, args, {
		cwd,
		env,
		detached: true,
		stdio: ['ignore', output, output],
	});
	await once(child, 'spawn');
	const killGroup = () => signalGroup(child, 'SIGKILL');
	// The last resort, for when this process ends without having stopped the child. What began last
	// ends first, so that a folder is removed after the programs that use it.
	process.prependOnceListener('exit', killGroup);
	child.once('exit', () => {
		process.off('exit', killGroup);
		// What outlives the program ends too, now that the group's number is surely its own.
		killGroup();
	});
	return child;
}

/** Ends a child and all of its group: asks, and insists after `graceSeconds`. */
export async function stopChild(child: ChildProcess, graceSeconds: number): Promise<void> {
	if (hasEnded(child)) return;
	const exit = once(child, 'exit');
	signalGroup(child, 'SIGTERM');
	const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), graceSeconds * 1000);
	await exit;
	clearTimeout(insist);
}

/** Whether the program is over, by itself or by a signal. */
export function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		process.kill(-child.pid!, constants.signals[signal]);
	} catch (error) {
		if (!isGone(error)) throw error;
	}
}

// macOS answers EPERM for a group in which only ended processes are left.
function isGone(error: unknown): boolean {
	return ['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

const GRACE_SECONDS = 5;
const LINES_IN_AN_ERROR = 30;

/**
 * Runs a program to its end.
 *
 * @throws Error with the end of what it said when its exit code is not 0 or `minutes` have passed;
 * the signal's reason when called off
 */
export async function runToEnd(
	command: string,
	args: string[],
	{ minutes, signal, ...options }: ChildOptions & { minutes: number; signal: AbortSignal },
): Promise<void> {
	signal.throwIfAborted();
	const child = await startChild(command, args, { ...options, output: 'pipe' });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
	}
	const stop = () => void stopChild(child, GRACE_SECONDS);
	const timer = setTimeout(stop, minutes * 60_000);
	signal.addEventListener('abort', stop);
	const [exitCode] = (await once(child, 'close')) as [number | null];
	clearTimeout(timer);
	signal.removeEventListener('abort', stop);
	signal.throwIfAborted();
	if (exitCode === 0) return;
	const call = [command, ...args].join(' ');
	const how = exitCode === null ? `did not end within ${minutes} min` : `ended with ${exitCode}`;
	throw new Error(`${call} ${how}:\n${lastLines(said, LINES_IN_AN_ERROR)}`);
}

/** The last `count` lines of a text, without empty ones at its end. */
export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}
