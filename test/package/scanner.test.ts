/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packAndUnpack, ROOT, type PackedPackage } from './packedPackage';

interface Verdict {
	passed: boolean;
	/** Why it failed; of a pass, that it found nothing to scan. */
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
