/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from './packedPackage';

interface Step {
	run?: string;
	uses?: string;
	with?: Record<string, unknown>;
}

interface Job {
	needs?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix: { node: number[] } };
	steps: Step[];
}

interface Workflow {
	on: { push: { branches?: string[]; tags?: string[] } };
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const textOf = async (name: string) =>
	await readFile(join(ROOT, '.github/workflows', name), 'utf8');

async function workflow(name: string): Promise<Workflow> {
	return parse(await textOf(name)) as Workflow;
}

/** The command of the README that ends with the tests. */
async function testCommand(): Promise<string> {
	const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
	return /^(npm .*\S) +# .* tests$/m.exec(readme)?.[1] ?? 'none';
}

const commandsOf = (job: Job | undefined) => (job?.steps ?? []).flatMap(({ run }) => run ?? []);

test("CI runs the README's test command on Node 20, 22 and 24, and the demo", async () => {
	const { test: tests, demo } = (await workflow('ci.yml')).jobs;
	expect(tests?.strategy?.matrix.node).toEqual([20, 22, 24]);
	expect(commandsOf(tests)).toEqual([await testCommand()]);
	expect(commandsOf(demo)).toEqual(['npm ci && npm run demo -- --check']);
});

test('a pushed tag is checked, tested and packed, and then published with provenance', async () => {
	const { on, jobs } = await workflow('publish.yml');
	expect(on).toEqual({ push: { tags: ['*.*.*'] } });
	expect(commandsOf(jobs.build)).toEqual([
		'.github/checkRelease.sh "$GITHUB_REF_NAME"',
		await testCommand(),
		'npm pack',
	]);
	expect(jobs.publish?.needs).toBe('build');
	expect(commandsOf(jobs.publish)).toEqual([
		'npm publish ./n8n-nodes-hyperrep-*.tgz --ignore-scripts --provenance --access public',
	]);
});

test('only the job that runs nothing of the repository may show npm who it is', async () => {
	const { permissions, jobs } = await workflow('publish.yml');
	expect(permissions).toEqual({});
	expect(jobs.build?.permissions).toEqual({ contents: 'read' });
	expect(jobs.publish?.permissions).toEqual({ 'id-token': 'write' });
	const used = (jobs.publish?.steps ?? []).map(({ uses }) => uses ?? '').join();
	expect(used).not.toContain('checkout');
	expect((await workflow('ci.yml')).permissions).toEqual({ contents: 'read' });
});

test.each(['ci.yml', 'publish.yml'])('%s names each action by a commit', async (name) => {
	const used = (await textOf(name)).match(/uses: .*/g) ?? [];
	expect(used.length).toBeGreaterThan(2);
	for (const each of used)
		expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	for (const { uses = '', with: options } of Object.values((await workflow(name)).jobs).flatMap(
		({ steps }) => steps,
	)) {
		if (uses.includes('/checkout@'))
			expect(options).toMatchObject({ 'persist-credentials': false });
	}
});
