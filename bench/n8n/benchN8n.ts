/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import type { CleanUp } from '../../dev/realN8n/cleanUp';
import type { Credential, N8nClient, SavedWorkflow } from '../../dev/realN8n/client';
import { startFreshN8n, type FreshN8n } from '../../dev/realN8n/freshN8n';
import { waitFor, type Watch } from '../../dev/realN8n/watch';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { WorkFolder } from '../../dev/realN8n/workFolder';
import { API_KEY } from '../../dev/standIn/server';
import type { RunRecord } from './recordRuns';

const BENCH = resolve(__dirname, '..');
const SECONDS_A_RUN = 180;
/** How often is looked whether a run is over; it asks nothing of n8n. */
const MILLISECONDS_BETWEEN_LOOKS = 20;

/** A running n8n with this package in it, which measures its runs itself. */
export class BenchN8n {
	private readonly client: N8nClient;
	/** How it was started. */
	readonly options: FreshN8n['options'];

	private constructor(
		{ client, options }: FreshN8n,
		readonly credential: Credential,
		/** Where n8n writes down its runs. */
		private readonly runsFile: string,
		private readonly watch: Watch,
	) {
		this.client = client;
		this.options = options;
	}

	/** @param baseUrl of the server in HyperRep's place */
	static async start(
		{ work, baseUrl, cleanUp }: { work: WorkFolder; baseUrl: string; cleanUp: CleanUp },
		watch: Watch,
	): Promise<BenchN8n> {
		const hookFolder = await work.folder('hook');
		const runsFile = join(hookFolder, 'runs.jsonl');
		await writeFile(runsFile, '');
		const environment = {
			BENCH_RUNS: runsFile,
			EXTERNAL_HOOK_FILES: await compileHook(hookFolder),
		};
		const fresh = await startFreshN8n({ work, cleanUp, environment }, watch);
		const data = { apiKey: API_KEY, baseUrl };
		const credential = await fresh.client.createCredential('HyperRep', 'hyperRepApi', data);
		return new BenchN8n(fresh, credential, runsFile, watch);
	}

	async add(workflow: Workflow): Promise<SavedWorkflow> {
		return await this.client.createWorkflow(workflow);
	}

	/**
	 * Runs a workflow and waits for the end.
	 *
	 * @throws Error with what failed in it
	 */
	async run(workflow: SavedWorkflow): Promise<RunRecord> {
		const { name } = workflow;
		const executionId = await this.client.start(workflow, 'Start');
		const look = async () => await this.findRecord(executionId);
		const record = await waitFor(`the end of "${name}"`, look, {
			seconds: SECONDS_A_RUN,
			every: MILLISECONDS_BETWEEN_LOOKS,
			signal: this.watch.signal,
		});
		if (record.error !== undefined) throw new Error(`"${name}" failed: ${record.error}`);
		return record;
	}

	private async findRecord(executionId: string): Promise<RunRecord | undefined> {
		const lines = (await readFile(this.runsFile, 'utf8')).split('\n').slice(0, -1);
		const records = lines.slice(-1).map((line) => JSON.parse(line) as RunRecord);
		return records.find((record) => record.executionId === executionId);
	}
}

/** Compiles the hook, since n8n loads JavaScript only, and what it imports. Returns its path. */
async function compileHook(folder: string): Promise<string> {
	const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
	for (const path of ['checksum', 'n8n/recordRuns']) {
		const source = await readFile(join(BENCH, `${path}.ts`), 'utf8');
		const target = join(folder, `${path}.js`);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, transpileModule(source, { compilerOptions }).outputText);
	}
	return join(folder, 'n8n', 'recordRuns.js');
}
