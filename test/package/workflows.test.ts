/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from './packedPackage';

interface Workflow {
	on: { push: { branches?: string[]; tags?: string[] } };
	permissions: Record<string, string>;
	jobs: Record<
		string,
		{ strategy?: { matrix: { node: number[] } }; steps: Array<{ run?: string }> }
	>;
}

async function workflow(name: string): Promise<Workflow> {
	return parse(await readFile(join(ROOT, '.github/workflows', name), 'utf8')) as Workflow;
}

/** The command of the README that ends with the tests. */
async function testCommand(): Promise<string> {
	const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
	return /^(npm .*\S) +# .* tests$/m.exec(readme)![1];
}

const commandsOf = (job: Workflow['jobs'][string]) => job.steps.flatMap(({ run }) => run ?? []);

test("CI runs the README's test command on Node 20, 22 and 24, and the demo", async () => {
	const { jobs } = await workflow('ci.yml');
	expect(jobs.test.strategy?.matrix.node).toEqual([20, 22, 24]);
	expect(commandsOf(jobs.test)).toEqual([await testCommand()]);
	expect(commandsOf(jobs.demo)).toEqual(['npm ci && npm run demo -- --check']);
});

test('a pushed tag is checked, tested and then published with provenance', async () => {
	const { on, permissions, jobs } = await workflow('publish.yml');
	expect(on).toEqual({ push: { tags: ['*.*.*'] } });
	expect(permissions).toMatchObject({ 'id-token': 'write' });
	expect(commandsOf(jobs.publish)).toEqual([
		'.github/checkRelease.sh "$GITHUB_REF_NAME"',
		await testCommand(),
		'npm publish --provenance --access public',
	]);
});
