/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { Watch } from '../watch';

/** Prints a line in the run's output. */
export function report(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** For what is started in tests: it is ended by stopping it, and not by a signal. */
export const watch: Watch = { report, signal: new AbortController().signal };
