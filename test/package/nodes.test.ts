/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { CodexData, INodeTypeDescription } from 'n8n-workflow';

import manifest from '../../package.json';
import { packAndUnpack, ROOT, type PackedPackage } from './packedPackage';

/**
 * The categories that n8n's documentation of codex files lists and n8n's own nodes have.
 * n8n checks none: a node with another one just shows up nowhere that users look.
 */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** Hosts that are reserved for examples, or are this machine. */
const PLACEHOLDER_HOST = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/;

type CodexFile = CodexData & Record<'node' | 'nodeVersion' | 'codexVersion', string>;

let packed: PackedPackage;
let loader: PackageDirectoryLoader;

// n8n's own loader, on nothing but what is in the tarball.
beforeAll(async () => {
	packed = await packAndUnpack();
	await symlink(join(ROOT, 'node_modules'), join(packed.folder, 'node_modules'), 'dir');
	loader = new PackageDirectoryLoader(packed.folder);
	await loader.loadAll();
});

afterAll(async () => await packed.remove());

const descriptions = () =>
	new Map(loader.types.nodes.map((node) => [node.name, node as INodeTypeDescription]));

test("n8n's loader finds the nodes and the credential", () => {
	expect(
		Object.fromEntries([...descriptions()].map((node) => [node[0], node[1].displayName])),
	).toEqual({
		hyperRep: 'HyperRep',
		hyperRepTrigger: 'HyperRep Trigger',
	});
	expect(descriptions().get('hyperRepTrigger')).toMatchObject({ polling: true });
	expect(loader.types.credentials).toMatchObject([
		{ name: 'hyperRepApi', displayName: 'HyperRep API' },
	]);
});

test('the action is usable as a tool, the trigger is not', () => {
	expect(descriptions().get('hyperRep')).toHaveProperty('usableAsTool', true);
	expect(descriptions().get('hyperRepTrigger')).not.toHaveProperty('usableAsTool');
});

test('both nodes and the credential have an icon for light and one for dark', async () => {
	for (const { name, iconUrl } of [...loader.types.nodes, ...loader.types.credentials]) {
		expect([name, iconUrl]).toEqual([
			name,
			{ light: expect.any(String), dark: expect.any(String) },
		]);
		const { light, dark } = iconUrl as { light: string; dark: string };
		const [lightIcon, darkIcon] = await Promise.all([light, dark].map(readIcon));
		for (const icon of [lightIcon, darkIcon]) {
			expect(icon).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]*<\/svg>\s*$/);
		}
		expect(darkIcon).not.toBe(lightIcon);
	}
});

test('both nodes have a codex file with real categories and links to documentation', async () => {
	const nodes = [...descriptions().values()];
	expect(manifest.n8n.nodes).toHaveLength(nodes.length);
	for (const path of manifest.n8n.nodes) {
		const codex = await readCodex(path);
		const node = nodes.find(({ name }) => codex.node === `${manifest.name}.${name}`);
		expect([codex.node, node]).toEqual([codex.node, expect.anything()]);
		const { codex: loaded, version } = node!;
		const { categories, alias } = codex;
		expect(loaded).toMatchObject({ categories, alias });
		expect(codex.codexVersion).toBe('1.0');
		expect([version].flat()).toContain(Number(codex.nodeVersion));
		expect(categories).not.toEqual([]);
		expect(CATEGORIES).toEqual(expect.arrayContaining(categories!));
		const { primaryDocumentation, credentialDocumentation } = codex.resources!;
		for (const links of [primaryDocumentation, credentialDocumentation]) {
			expect(links).not.toEqual([]);
			for (const link of links!) {
				const { protocol, hostname } = new URL(link.url);
				expect([link.url, protocol]).toEqual([link.url, 'https:']);
				expect(hostname).not.toMatch(PLACEHOLDER_HOST);
			}
		}
	}
});

/** Reads the icon that n8n serves under a path like `icons/<package>/dist/icons/….svg`. */
async function readIcon(url: string): Promise<string> {
	const path = url.replace(`icons/${manifest.name}/`, '');
	return await readFile(join(packed.folder, path), 'utf8');
}

/** Reads the codex file of a compiled node, which has the node's name. */
async function readCodex(node: string): Promise<CodexFile> {
	const path = join(packed.folder, node.replace(/\.js$/, '.json'));
	return JSON.parse(await readFile(path, 'utf8')) as CodexFile;
}
