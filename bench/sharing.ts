/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type IDataObject,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import { byId } from '../dev/n8n/locator';
import { NODE_TYPE } from '../dev/n8n/nodeTypes';
import { prepare } from '../dev/n8n/setup';
import { CleanUp } from '../dev/realN8n/cleanUp';
import { WorkFolder } from '../dev/realN8n/workFolder';
import { list } from './bareLoop';
import { inWords, spreadOf } from './measure';
import { contactFields } from './records';
import { startServer, type Server } from './server/server';

const USAGE = `Usage: N8N_LOG_LEVEL=silent npm run bench:sharing -- <commit> [<part of a work's name>]

Measures what executions share, beside the build of another commit, both in this process and in turn, and
prints a table: requests and time of each, and the ratio.
`;

const ROUNDS = 3;

interface Build {
	name: string;
	node: INodeType;
}

interface Cost {
	requests: number;
	milliseconds: number;
}

/** A work, done by one build; what it returns is checked to be the same for both. */
interface Work {
	name: string;
	contacts: number;
	latency: number;
	job(run: Runner): Promise<unknown>;
	/** What is not timed, and comes before. */
	before?(run: Runner): Promise<unknown>;
}

/** Runs the node of one build in an organization of its own. */
class Runner {
	private static executions = 0;

	constructor(
		private readonly build: Build,
		private readonly url: string,
		private readonly organizationId: string,
	) {}

	async execute(
		operation: string,
		parameters: INodeParameters,
		rows: IDataObject[],
		executionId = `execution ${++Runner.executions}`,
	): Promise<IDataObject[]> {
		const { node, workflow, additionalData } = this.prepare({
			operation,
			...parameters,
			executionId,
		});
		const items = rows.map((json) => ({ json }));
		const input = { main: [items] };
		const executeData = { node, data: input, source: null };
		const runData = createEmptyRunExecutionData();
		const context = new ExecuteContext(
			workflow,
			node,
			additionalData,
			'manual',
			runData,
			0,
			items,
			input,
			executeData,
			[],
		);
		const output = (await this.build.node.execute?.call(context)) as Array<
			Array<{ json: IDataObject }>
		>;
		return (output[0] ?? []).map(({ json }) => json);
	}

	async search(filter: string): Promise<number> {
		const { node, workflow, additionalData } = this.prepare({});
		const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
		const { searchContacts } = this.build.node.methods?.listSearch ?? {};
		const result: INodeListSearchResult | undefined = await searchContacts?.call(context, filter);
		return result?.results.length ?? 0;
	}

	/** The IDs of the contacts. */
	async ids(count: number): Promise<string[]> {
		const url = `${this.url}/api/v2/organizations/${this.organizationId}/contacts`;
		return (await list(url)).slice(0, count).map(({ contact_id: id }) => String(id));
	}

	private prepare({ executionId, ...parameters }: INodeParameters & { executionId?: string }) {
		const all = { resource: 'contact', organizationId: byId(this.organizationId), ...parameters };
		return prepare({ baseUrl: this.url, parameters: all, executionId }, NODE_TYPE, this.build.node);
	}
}

const EMAIL = { email: '={{ $json.email }}' };
const rowOf = (n: number, prefix = 'new') => ({ email: `${prefix}${n}@example.com` });
const times = <T>(count: number, make: (n: number) => T) =>
	Array.from({ length: count }, (_, n) => make(n));

const WORKS: Work[] = [
	{
		name: 'the same new email, three executions at once: contacts created',
		contacts: 1000,
		latency: 20,
		async job(run) {
			const outputs = await Promise.all(
				times(3, async () => await run.execute('findOrCreate', EMAIL, [rowOf(0)])),
			);
			return outputs.flat().filter(({ was_created: created }) => created === true).length;
		},
	},
	...[0, 50].map((latency): Work => ({
		name: `50 executions at once, one new row each, 20,000 contacts, ${latency} ms`,
		contacts: 20_000,
		latency,
		job: async (run) =>
			(
				await Promise.all(
					times(50, async (n) => await run.execute('findOrCreate', EMAIL, [rowOf(n)])),
				)
			).length,
	})),
	{
		name: 'a loop of 50 rows, one at a time, 20,000 contacts, 0 ms',
		contacts: 20_000,
		latency: 0,
		async job(run) {
			const executionId = `loop ${Math.random()}`;
			for (let n = 0; n < 50; n++)
				await run.execute('findOrCreate', EMAIL, [rowOf(n)], executionId);
			return 50;
		},
	},
	{
		name: 'Get Many by email, 50 rows, 2,000 contacts, 50 ms',
		contacts: 2000,
		latency: 50,
		async job(run) {
			const rows = times(50, (n) => ({ email: contactFields(n * 40).email }));
			const filters = { filters: EMAIL };
			return (await run.execute('getAll', { returnAll: true, ...filters }, rows)).length;
		},
	},
	{
		name: 'the next keystroke of a search, 20,000 contacts, 50 ms',
		contacts: 20_000,
		latency: 50,
		before: async (run) => await run.search('prince 1234'),
		job: async (run) => await run.search('prince 12345'),
	},
	{
		name: 'get 500 contacts by ID, 50 ms, default settings',
		contacts: 500,
		latency: 50,
		async job(run) {
			const rows = (await run.ids(500)).map((id) => ({ id }));
			return (await run.execute('get', { contactId: byId('={{ $json.id }}') }, rows)).length;
		},
	},
];

async function measure(
	server: Server,
	build: Build,
	work: Work,
): Promise<Cost & { result: unknown }> {
	const { contacts, latency } = work;
	const id = await server.call('addOrganization', { contacts, latency });
	const run = new Runner(build, server.url, id);
	await work.before?.(run);
	await server.call('cost');
	const start = performance.now();
	const result = await work.job(run);
	const milliseconds = performance.now() - start;
	const { requests } = await server.call('cost');
	await server.call('clear');
	return { requests, milliseconds, result };
}

/** Compiles the nodes of a commit into a folder. */
function buildOf(commit: string, folder: string): Build {
	const archive = execFileSync('git', ['archive', commit], { maxBuffer: 1e9 });
	execFileSync('tar', ['-x', '-C', folder], { input: archive });
	const modules = join(__dirname, '..', 'node_modules');
	symlinkSync(modules, join(folder, 'node_modules'));
	execFileSync(process.execPath, [join(modules, 'typescript', 'bin', 'tsc')], { cwd: folder });
	return load(commit, join(folder, 'dist'));
}

function load(name: string, dist: string): Build {
	// The path is known only now.
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { HyperRep } = require(join(dist, 'nodes', 'HyperRep', 'HyperRep.node.js')) as {
		HyperRep: new () => INodeType;
	};
	return { name, node: new HyperRep() };
}

async function main(commit: string, part: string): Promise<void> {
	const cleanUp = new CleanUp();
	try {
		const folder = await WorkFolder.make('bench-sharing', cleanUp);
		const before = buildOf(commit, await folder.folder('before'));
		const now = buildOf('HEAD', await folder.folder('now'));
		const server = await startServer(cleanUp);
		process.stdout.write(
			'| task | before | now | requests | time |\n| --- | --- | --- | --- | --- |\n',
		);
		for (const work of WORKS.filter(({ name }) => name.includes(part))) {
			const costs: Array<[Cost & { result: unknown }, Cost & { result: unknown }]> = [];
			for (let round = 0; round <= ROUNDS; round++) {
				const pair = [
					await measure(server, before, work),
					await measure(server, now, work),
				] as const;
				// The first round is not timed.
				if (round > 0) costs.push([...pair]);
			}
			const cell = (side: 0 | 1) => {
				const { requests, result } = costs[0]![side];
				const time = inWords(spreadOf(costs.map((pair) => pair[side].milliseconds)), 'ms');
				return `${requests} requests, ${time}, result ${String(result)}`;
			};
			const ratio = (of: keyof Cost) =>
				inWords(spreadOf(costs.map(([old, own]) => own[of] / old[of])), '×', (n) => n.toFixed(3));
			const cells = [work.name, cell(0), cell(1), ratio('requests'), ratio('milliseconds')];
			process.stdout.write(`| ${cells.join(' | ')} |\n`);
		}
	} finally {
		await cleanUp.run();
	}
}

const [commit, part = ''] = process.argv.slice(2);
if (commit === undefined || commit.startsWith('-')) {
	process.stderr.write(USAGE);
	process.exit(1);
}
void main(commit, part).then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${String(error)}\n`);
		process.exit(1);
	},
);
