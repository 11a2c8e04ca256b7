/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SavedWorkflow } from '../../dev/realN8n/client';
import { startFreshN8n } from '../../dev/realN8n/freshN8n';
import type { Workplace } from '../../dev/realN8n/program';
import { waitFor } from '../../dev/realN8n/watch';
import { API_KEY } from '../../dev/standIn/server';
import type { Sample } from '../measure';
import type { Digest, RunRecord } from './recordRuns';
import type { MeasuredWorkflow } from './workflows';

const SECONDS_A_RUN = 180;
/** How often is looked whether a run is over; it asks nothing of n8n. */
const MILLISECONDS_BETWEEN_LOOKS = 20;

export type BenchN8n = Awaited<ReturnType<typeof startBenchN8n>>;

/**
 * Starts an n8n with this package in it, which measures its runs itself.
 *
 * @param baseUrl of the server in HyperRep's place
 */
export async function startBenchN8n({ folder, cleanUp, watch }: Workplace, baseUrl: string) {
	const runsFile = join(await folder.folder('runs'), 'runs.jsonl');
	await writeFile(runsFile, '');
	const environment = {
		BENCH_RUNS: runsFile,
		EXTERNAL_HOOK_FILES: join(__dirname, 'recordRuns.ts'),
	};
	const { client, options } = await startFreshN8n({ work: folder, cleanUp, environment }, watch);
	const data = { apiKey: API_KEY, baseUrl };
	const credential = await client.createCredential('HyperRep', 'hyperRepApi', data);
	const saved = new Map<MeasuredWorkflow, SavedWorkflow>();

	/**
	 * Runs a workflow and waits for the end. The time is that of its measured nodes, as n8n has taken
	 * it: starting the run and what n8n does after it are the same for all. Throws what failed in it.
	 */
	async function run(job: MeasuredWorkflow): Promise<Sample & Digest> {
		const workflow = saved.get(job) ?? (await client.createWorkflow(job.workflow));
		saved.set(job, workflow);
		const executionId = await client.start(workflow, 'Start');
		const look = async () => {
			const last = (await readFile(runsFile, 'utf8')).split('\n').at(-2) ?? '{}';
			const record = JSON.parse(last) as RunRecord;
			return record.executionId === executionId ? record : undefined;
		};
		const { error, times, ...record } = await waitFor(`the end of "${workflow.name}"`, look, {
			seconds: SECONDS_A_RUN,
			every: MILLISECONDS_BETWEEN_LOOKS,
			signal: watch.signal,
		});
		if (error !== undefined) throw new Error(`"${workflow.name}" failed: ${error}`);
		const milliseconds = job.measured.reduce((sum, node) => sum + (times[node] ?? NaN), 0);
		return { ...record, milliseconds };
	}
	return { options, credential, run };
}
