/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const PAGES = ['.', 'docs', 'findings'].flatMap((folder) =>
	readdirSync(join(ROOT, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file)),
);

const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

const anchorsOf = (page: string) =>
	[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** What the links and pictures of a page lead to, within the project. */
const targetsOf = (page: string) =>
	[...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !/^\w+:/.test(target));

test.each(PAGES)('every link of %s leads somewhere', (page) => {
	const broken = targetsOf(page).filter((target) => {
		const [path = '', anchor] = target.split('#');
		const file = path === '' ? page : join(dirname(page), path);
		if (!existsSync(join(ROOT, file))) return true;
		return anchor !== undefined && !anchorsOf(file).includes(anchor);
	});
	expect(broken).toEqual([]);
});

test('the list of findings names every script', () => {
	const scripts = readdirSync(join(ROOT, 'findings')).filter((file) => file.endsWith('.sh'));
	const listed = targetsOf(join('findings', 'README.md')).filter((file) => file.endsWith('.sh'));
	expect(listed).toEqual(scripts.sort());
});

test.each(['benchmark.md', 'benchmark-details.md'])('%s holds measured figures', (file) => {
	const page = read(join('docs', file));
	const [, measured] = /<!-- measured -->(.*)<!-- \/measured -->/s.exec(page) ?? [];
	expect(measured).toMatch(/^\s*Measured on \d{4}-\d\d-\d\d: .*n8n \d/);
});

describe('docs/messages.md', () => {
	/** Reasons that HyperRep gives, which are in no code. */
	const HYPERREPS_OWN = /^… (?:API Key|Invalid |Contact not found|email: )/;
	const sources = ['nodes', 'dev/standIn'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => read(join(folder, file))),
	);
	const rows = [...read(join('docs', 'messages.md')).matchAll(/^\| ([^|]+?) +\|/gm)]
		.map(([, message = '']) => message)
		.filter((message) => !/^(?:message|-+)$/.test(message) && !HYPERREPS_OWN.test(message));

	/** The parts of a message that are the same each time, such as `is empty`. */
	const fixedParts = (message: string) =>
		message
			.split(/…|\*\*|["'(),]|\d+|\bor\b/)
			.map((part) => part.trim())
			.filter((part) => part.includes(' '));

	test.each(rows)('quotes the code: %s', (message) => {
		const parts = fixedParts(message);
		expect(parts.length + Number(/HTTP/.test(message))).toBeGreaterThan(0);
		const unknown = parts.filter((part) => !sources.some((source) => source.includes(part)));
		expect(unknown).toEqual([]);
	});
});
