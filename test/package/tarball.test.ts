/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import manifest from '../../package.json';
import { filesIn, packAndUnpack, ROOT, type PackedPackage } from './packedPackage';

/** What turns a linter or the compiler off for a line or a file. */
const DIRECTIVE = /eslint-(?:disable|enable)|@ts-(?:ignore|nocheck|expect-error)/;

let packed: PackedPackage;

beforeAll(async () => {
	packed = await packAndUnpack();
});

afterAll(async () => await packed.remove());

const isSchema = (file: string) =>
	/^dist\/nodes\/HyperRep\/__schema__\/v\d+\.\d+\.\d+\/\w+\/\w+\.json$/.test(file);
const isCompiled = (file: string) => /^dist\/(nodes|credentials)\/.*\.js$/.test(file);
const compiledFiles = () => packed.files.filter(isCompiled);
const textOf = async (file: string) => await readFile(join(packed.folder, file), 'utf8');

test('it holds what is compiled from the source, and nothing else but a known few', () => {
	expect(packed.files.filter((file) => !isCompiled(file) && !isSchema(file))).toEqual([
		'LICENSE.md',
		'README.md',
		'dist/icons/hyperrep.dark.svg',
		'dist/icons/hyperrep.svg',
		'dist/nodes/HyperRep/HyperRep.node.json',
		'dist/nodes/HyperRep/HyperRepTrigger.node.json',
		'package.json',
	]);
	for (const file of compiledFiles()) {
		const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		expect([file, existsSync(join(ROOT, source))]).toEqual([file, true]);
	}
	for (const file of packed.files.filter(isSchema)) {
		expect([file, existsSync(join(ROOT, file.replace(/^dist\//, '')))]).toEqual([file, true]);
	}
});

test('it holds every path that package.json names', () => {
	// n8n loads what `n8n` names; an entry point would be one more path to keep.
	for (const entryPoint of ['main', 'module', 'types', 'bin', 'exports']) {
		expect(manifest).not.toHaveProperty(entryPoint);
	}
	for (const path of [...manifest.files, ...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		expect([path, existsSync(join(packed.folder, path))]).toEqual([path, true]);
	}
});

// The scanner lets every development dependency pass, gulp too, though n8n provides none of them.
test('what is compiled imports nothing but what n8n lets a node import', async () => {
	const imported = new Set<string>();
	for (const file of compiledFiles()) {
		for (const [, name = ''] of (await textOf(file)).matchAll(/require\("([^."][^"]*)"\)/g)) {
			imported.add(name);
		}
	}
	expect([...imported].sort()).toEqual(['luxon', 'n8n-workflow', 'node:crypto']);
});

test('neither the source nor what is compiled turns a linter or the compiler off', async () => {
	const sources = (['nodes', 'credentials'] as const).map(async (folder) =>
		(await filesIn(join(ROOT, folder))).map((file) => join(ROOT, folder, file)),
	);
	const files = [
		...(await Promise.all(sources)).flat(),
		...compiledFiles().map((file) => join(packed.folder, file)),
	];
	for (const file of files) {
		expect([file, DIRECTIVE.exec(await readFile(file, 'utf8'))]).toEqual([file, null]);
	}
});

test('what only the owner can fill in stands where a release looks for it', async () => {
	const found: string[] = [];
	for (const file of packed.files) {
		if (/repository\.example/.test(await textOf(file))) found.push(file);
	}
	const looked = ['README.md', 'dist/credentials/HyperRepApi.credentials.js', 'package.json'];
	expect(looked).toEqual(expect.arrayContaining(found));
});
