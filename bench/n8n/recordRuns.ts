/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- an external hook of n8n's, on Node */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { digest, type Digest } from '../checksum';

/** The names of workflows end so whose memory is measured, and not their time. */
const OF_MEMORY = ' (memory)';

/** One run of a workflow, as n8n itself has measured it. */
export interface RunRecord extends Digest {
	executionId: string;
	error?: string;
	/** How long each node took, by its name. */
	milliseconds: Record<string, number>;
	/** The most memory that n8n's process had during the run; where the system tells it. */
	peakBytes?: number;
}

/** The part of n8n's record of a run that is read here. */
interface FullRunData {
	data: {
		resultData: {
			error?: { message: string };
			lastNodeExecuted?: string;
			runData: Record<
				string,
				Array<{
					executionTime: number;
					data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
				}>
			>;
		};
	};
}

const STATUS = '/proc/self/status';
const CLEAR = '/proc/self/clear_refs';
/** Has `clear_refs` begin anew with the most memory that there was. */
const CLEAR_PEAK = '5';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as (options?: object) => void;

/** n8n calls these around each run; the executions themselves need not be saved. */
export const workflow = {
	preExecute: [
		({ name }: { name: string }) => {
			// What the run before has left is not this one's. Where memory is measured, what is free also
			// goes back to the system, which leaves n8n slower for a while.
			if (name.endsWith(OF_MEMORY)) {
				collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
			} else collect();
			if (existsSync(CLEAR)) writeFileSync(CLEAR, CLEAR_PEAK);
		},
	],
	postExecute: [
		({ data: { resultData } }: FullRunData, _workflow: unknown, executionId: string) => {
			const peakBytes = readPeak();
			const { error, lastNodeExecuted = '', runData } = resultData;
			const items = runData[lastNodeExecuted]?.[0].data?.main?.[0] ?? [];
			const record: RunRecord = {
				executionId,
				error: error?.message,
				milliseconds: Object.fromEntries(
					Object.entries(runData).map(([node, [{ executionTime }]]) => [node, executionTime]),
				),
				peakBytes,
				...digest(items.map(({ json }) => json)),
			};
			appendFileSync(String(process.env.BENCH_RUNS), `${JSON.stringify(record)}\n`);
		},
	],
};

function readPeak(): number | undefined {
	if (!existsSync(STATUS)) return undefined;
	const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8')) ?? [];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
