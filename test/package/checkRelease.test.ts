/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on Node, not in n8n */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from './packedPackage';

const filledIn = {
	version: '1.2.3',
	author: { name: 'Ada', email: 'ada@hyperrep.test' },
	repository: { type: 'git', url: 'git+https://git.test/ada/n8n-nodes-hyperrep.git' },
};

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'hyperrep-release-'));
	git('init');
	commit();
	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

function git(...args: string[]): void {
	const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@hyperrep.test'];
	const { status, stderr } = spawnSync('git', [...identity, ...args], {
		cwd: folder,
		encoding: 'utf8',
	});
	expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}

const commit = () => git('commit', '--quiet', '--allow-empty', '--message', 'A commit');

/** What becomes of a release with this tag and `package.json`. */
async function check(tag: string, manifest: object) {
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const script = join(ROOT, '.github/checkRelease.sh');
	const { status, stdout } = spawnSync(script, [tag], { cwd: folder, encoding: 'utf8' });
	return { status, said: stdout };
}

test('a release whose tag is the version goes ahead', async () => {
	expect(await check('1.2.3', filledIn)).toEqual({ status: 0, said: '' });
});

test('a release of an earlier commit of main goes ahead', async () => {
	commit();
	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
	git('checkout', '--quiet', 'HEAD~1');
	expect(await check('1.2.3', filledIn)).toEqual({ status: 0, said: '' });
});

test('a release of a commit that is not on main stops, and says so', async () => {
	commit();
	expect(await check('1.2.3', filledIn)).toEqual({
		status: 1,
		said: expect.stringContaining('The commit that 1.2.3 names is not on main.'),
	});
});

test.each(['1.2.4', 'v1.2.3', '1.2.3-rc.1'])(
	'a release tagged %s stops, with both named',
	async (tag) => {
		expect(await check(tag, filledIn)).toEqual({
			status: 1,
			said: expect.stringContaining(`The tag is ${tag}, but the version in package.json is 1.2.3.`),
		});
	},
);

test.each([
	['author', { author: { name: 'Ada', email: 'maintainers@repository.example' } }],
	['repository', { repository: { url: 'git+https://repository.example/n8n-nodes-hyperrep.git' } }],
])(
	'a release with a placeholder for its %s stops, and says where to read on',
	async (_, placeholder) => {
		expect(await check('1.2.3', { ...filledIn, ...placeholder })).toEqual({
			status: 1,
			said: expect.stringContaining('"Before the first publish" in CONTRIBUTING.md'),
		});
	},
);

test('a release with a placeholder in the README or the credential stops, and names both', async () => {
	const placeholder = 'https://repository.example/n8n-nodes-hyperrep';
	const credential = join('credentials', 'HyperRepApi.credentials.ts');
	await mkdir(join(folder, 'credentials'));
	for (const file of ['README.md', credential]) await writeFile(join(folder, file), placeholder);
	const { status, said } = await check('1.2.3', filledIn);
	expect(status).toBe(1);
	for (const file of ['README.md', credential]) expect(said).toContain(file);
});

test('CONTRIBUTING lists, before the first publish, all in package.json that is a placeholder', async () => {
	const [manifest = '', contributing = ''] = await Promise.all(
		['package.json', 'CONTRIBUTING.md'].map(
			async (file) => await readFile(join(ROOT, file), 'utf8'),
		),
	);
	const [, list] = contributing.split('## Before the first publish');
	for (const [field, value] of Object.entries(JSON.parse(manifest) as object)) {
		if (JSON.stringify(value).includes('repository.example')) {
			expect(list).toMatch(new RegExp(`^- \`${field}\\b`, 'm'));
		}
	}
});
