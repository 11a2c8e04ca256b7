/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PackageDirectoryLoader } from 'n8n-core';

import manifest from '../package.json';

const ROOT = resolve(__dirname, '..');

/** The files that would be published, as npm lists them; needs a build. */
async function packedFiles(): Promise<string[]> {
	const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], {
		cwd: ROOT,
	});
	const [{ files }] = JSON.parse(stdout) as Array<{ files: Array<{ path: string }> }>;
	return files.map(({ path }) => path).sort();
}

test('the tarball holds what n8n loads, and nothing else', async () => {
	const files = await packedFiles();
	const [compiled, others] = [
		files.filter((file) => /^dist\/(nodes|credentials)\/.*\.js$/.test(file)),
		files.filter((file) => !/^dist\/(nodes|credentials)\/.*\.js$/.test(file)),
	];
	expect(others).toEqual([
		'LICENSE.md',
		'README.md',
		'dist/icons/hyperrep.dark.svg',
		'dist/icons/hyperrep.svg',
		'dist/nodes/HyperRep/HyperRep.node.json',
		'dist/nodes/HyperRep/HyperRepTrigger.node.json',
		'package.json',
	]);
	for (const file of compiled) {
		const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		expect([file, existsSync(join(ROOT, source))]).toEqual([file, true]);
	}
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		expect(files).toContain(path);
	}
});

test('what is compiled imports nothing but what n8n lets a node import', async () => {
	const files = (await packedFiles()).filter((file) => file.endsWith('.js'));
	const imported = files.flatMap((file) =>
		[...readFileSync(join(ROOT, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g)].map(
			([, name]) => name,
		),
	);
	expect([...new Set(imported)].sort()).toEqual(['luxon', 'n8n-workflow', 'node:crypto']);
});

test('it has no runtime dependencies, no lifecycle scripts, and n8n-workflow as its only peer', () => {
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.n8n.strict).toBe(true);
	const lifecycle = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack', 'prepublish'];
	expect(Object.keys(manifest.scripts).filter((name) => lifecycle.includes(name))).toEqual([]);
});

test("n8n's own loader finds the nodes, the credential and their icons", async () => {
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	const { nodes, credentials } = loader.types;
	const byName = new Map(nodes.map((node) => [node.name, node]));
	expect([...byName.keys()].sort()).toEqual(['hyperRep', 'hyperRepTrigger']);
	expect(byName.get('hyperRep')).toMatchObject({
		displayName: 'HyperRep',
		usableAsTool: true,
		codex: { categories: ['Sales', 'Communication'] },
	});
	expect(byName.get('hyperRepTrigger')).toMatchObject({
		displayName: 'HyperRep Trigger',
		polling: true,
	});
	expect(byName.get('hyperRepTrigger')).not.toHaveProperty('usableAsTool');
	expect(credentials.map(({ name, displayName }) => [name, displayName])).toEqual([
		['hyperRepApi', 'HyperRep API'],
	]);
	for (const { iconUrl } of [...nodes, ...credentials]) {
		expect(iconUrl).toEqual({
			light: 'icons/n8n-nodes-hyperrep/dist/icons/hyperrep.svg',
			dark: 'icons/n8n-nodes-hyperrep/dist/icons/hyperrep.dark.svg',
		});
	}
});
