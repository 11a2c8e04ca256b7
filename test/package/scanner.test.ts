/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import manifest from '../../package.json';
import { packAndUnpack, ROOT, type PackedPackage } from './packedPackage';

// A busy machine takes its time until npm and the scanner start.
jest.setTimeout(60_000);

interface Verdict {
	passed: boolean;
	/** Why it failed; or, of a pass, that there was nothing to scan. */
	message?: string;
	/** All violations, each with its rule. */
	details?: string;
}

/** What the scanner says of the source, or of an unpacked tarball. */
async function scan(what: 'source' | 'tarball', folder: string): Promise<Verdict> {
	// In a Node of its own, as n8n runs it, and without jest's NODE_ENV: with `test` in it, the rules
	// of n8n-nodes-base take every file for a node.
	const args = [join(__dirname, 'scan.mjs'), what, folder];
	const env = { ...process.env, NODE_ENV: undefined };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env });
	return JSON.parse(stdout) as Verdict;
}

describe('what is published', () => {
	let packed: PackedPackage;

	beforeAll(async () => {
		packed = await packAndUnpack();
	});

	afterAll(async () => await packed.remove());

	test('the source passes', async () => {
		expect(await scan('source', ROOT)).toEqual({ passed: true });
	});

	test('the tarball passes', async () => {
		expect(await scan('tarball', packed.folder)).toEqual({ passed: true });
	});
});

describe('a bad package does not pass, whatever its comments turn off', () => {
	let sample: string;

	beforeEach(async () => {
		sample = await mkdtemp(join(tmpdir(), 'hyperrep-bad-'));
		await write('package.json', {
			...manifest,
			dependencies: { axios: '*' },
			scripts: { postinstall: 'node dist/collect.js' },
		});
	});

	afterEach(async () => await rm(sample, { recursive: true, force: true }));

	test('as source', async () => {
		await write(
			'nodes/Bad/Bad.node.ts',
			`/* eslint-disable */
			import { readFileSync } from 'node:fs';
			export class Bad {
				key = process.env.KEY ?? readFileSync('key');
				description = { properties: [{ displayName: 'key', name: 'key', type: 'string', default: '' }] };
			}`,
		);
		expect(await rulesBroken('source')).toEqual([
			'@n8n/community-nodes/no-forbidden-lifecycle-scripts',
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/no-restricted-imports',
			'@n8n/community-nodes/no-runtime-dependencies',
			'@n8n/community-nodes/node-registration-complete',
			'n8n-nodes-base/node-param-display-name-miscased',
		]);
	});

	test('as a tarball', async () => {
		await write(
			'dist/nodes/Bad/Bad.node.js',
			`/* eslint-disable */
			exports.key = () => process.env.KEY ?? require('node:fs').readFileSync('key');`,
		);
		expect(await rulesBroken('tarball')).toEqual([
			'@n8n/community-nodes/no-forbidden-lifecycle-scripts',
			'@n8n/community-nodes/no-restricted-globals',
			'@n8n/community-nodes/no-restricted-imports',
			'@n8n/community-nodes/no-runtime-dependencies',
		]);
	});

	/** Writes a file of the sample. */
	async function write(path: string, content: string | object): Promise<void> {
		const file = join(sample, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
	}

	/** The names of the rules that the sample breaks, sorted. */
	async function rulesBroken(what: 'source' | 'tarball'): Promise<string[]> {
		const { details = '' } = await scan(what, sample);
		return [
			...new Set(details.match(/(?:@n8n\/community-nodes|n8n-nodes-base)\/[\w-]+$/gm)),
		].sort();
	}
});
