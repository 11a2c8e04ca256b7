/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { CleanUp } from './cleanUp';
import type { Watch } from './watch';
import { WorkFolder } from './workFolder';

/** Why everything stops when somebody ends a program. */
export class Ended extends Error {}

/** What a program works with. */
export interface Workplace {
	/** Removed at the end; after a failure, its logs are kept. */
	folder: WorkFolder;
	cleanUp: CleanUp;
	watch: Watch;
}

/**
 * Runs a program of the command line to its end, and cleans up after it, also when somebody ends it.
 *
 * @param flag the only argument that it takes
 * @param work gets whether the flag was there; what it throws is printed
 */
export function runProgram(
	{ name, usage, flag }: { name: string; usage: string; flag: string },
	work: (isFlagged: boolean, workplace: Workplace) => Promise<void>,
): void {
	const args = process.argv.slice(2);
	if (args.includes('--help')) {
		process.stdout.write(usage);
		process.exit(0);
	}
	if (args.some((arg) => arg !== flag)) {
		process.stderr.write(usage);
		process.exit(1);
	}
	const run = async () =>
		await inWorkplace(name, async (place) => await work(args.length > 0, place));
	const complain = (error: unknown) => {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	};
	void run()
		.then(() => 0, complain)
		.then((exitCode) => process.exit(exitCode));
}

async function inWorkplace(
	name: string,
	work: (workplace: Workplace) => Promise<void>,
): Promise<void> {
	const watch = {
		report: (line: string) => process.stdout.write(`${line}\n`),
		signal: untilEnded(),
	};
	const cleanUp = new CleanUp();
	try {
		const folder = await WorkFolder.make(name, cleanUp);
		// What is added later is undone first, so the folder still exists then.
		let isDone = false;
		cleanUp.add(async () => {
			if (!isDone && !(watch.signal.reason instanceof Ended)) await folder.keepLogs();
		});
		await work({ folder, cleanUp, watch });
		isDone = true;
	} finally {
		await cleanUp.run();
	}
}

/** A signal that is given when somebody ends the program, or nobody handles an error. */
function untilEnded(): AbortSignal {
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => ending.abort(new Ended('Ended before it was done')));
	}
	process.on('uncaughtException', (error) => ending.abort(error));
	// A terminal that was closed must not keep the rest from being stopped.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	return ending.signal;
}
