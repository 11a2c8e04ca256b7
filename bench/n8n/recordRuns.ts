/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- an external hook of n8n's, on Node */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { IRun, IWorkflowBase } from 'n8n-workflow';

// n8n loads this file as it stands: its Node leaves out the types. So it imports nothing of the bench.

/** The names of workflows end so whose memory is measured, and not their time. */
export const OF_MEMORY = ' (memory)';

/** How many records came out, and a checksum of their names or texts, in their order. */
export interface Digest {
	count: number;
	checksum: string;
}

/** One run of a workflow, as n8n itself has measured it. */
export interface RunRecord extends Digest {
	executionId: string;
	error?: string;
	/** How long each node took, by its name, in milliseconds. */
	times: Record<string, number>;
	/** The most memory above what n8n's process had before the run; where the system tells it. */
	bytes?: number;
	/** The longest pause of n8n's event loop, in milliseconds. */
	pause: number;
}

const STATUS = '/proc/self/status';
const CLEAR = '/proc/self/clear_refs';
/** Sets the most memory that there was to what there is. */
const CLEAR_PEAK = '5';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as (options?: object) => void;
const pauses = monitorEventLoopDelay({ resolution: 5 });
let before: number | undefined;

/** n8n calls these around each run; the executions themselves need not be saved. */
export const workflow = {
	preExecute: [
		({ name }: IWorkflowBase) => {
			// What the run before has left is not this one's. Where memory is measured, what is free also
			// goes back to the system, which leaves n8n slower for a while.
			if (name.endsWith(OF_MEMORY)) {
				collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
			} else collect();
			if (existsSync(CLEAR)) writeFileSync(CLEAR, CLEAR_PEAK);
			before = readMemory('VmRSS');
			pauses.enable();
			// The collection was a pause of its own, which the next turn of the event loop would count.
			setImmediate(() => pauses.reset());
		},
	],
	postExecute: [
		({ data: { resultData } }: IRun, _workflow: IWorkflowBase, executionId: string) => {
			const peak = readMemory('VmHWM');
			pauses.disable();
			const { error, lastNodeExecuted = '', runData } = resultData;
			const items = runData[lastNodeExecuted]?.[0]?.data?.main?.[0] ?? [];
			const times = Object.entries(runData).map(([node, [run]]) => [node, run?.executionTime]);
			const record: RunRecord = {
				executionId,
				error: error?.message,
				times: Object.fromEntries(times) as Record<string, number>,
				bytes: peak === undefined || before === undefined ? undefined : peak - before,
				pause: pauses.max / 1e6,
				...digest(items.map(({ json }) => json)),
			};
			appendFileSync(String(process.env.BENCH_RUNS), `${JSON.stringify(record)}\n`);
		},
	],
};

/** Digests contacts or messages, whose names and texts are all different. */
export function digest(records: Array<Record<string, unknown>>): Digest {
	const hash = createHash('sha256');
	for (const { name, content } of records) hash.update(`${String(name ?? content)}\n`);
	return { count: records.length, checksum: hash.digest('hex').slice(0, 16) };
}

function readMemory(field: 'VmRSS' | 'VmHWM'): number | undefined {
	if (!existsSync(STATUS)) return undefined;
	const status = readFileSync(STATUS, 'utf8');
	const [, kilobytes] = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status) ?? [];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
