/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = resolve(__dirname, '..');

/** The folders whose files each folder may import. Tests may import all of them. */
const ROOMS: Record<string, string[]> = {
	nodes: ['nodes'],
	credentials: ['credentials', 'nodes'],
	dev: ['dev', 'nodes', 'credentials'],
	bench: ['bench', 'dev', 'nodes'],
	demo: ['demo', 'dev'],
	test: ['test', 'dev', 'nodes', 'credentials', 'bench', 'demo'],
};

/** The folders of the node by floor, the highest first. */
const FLOORS = [
	['items', 'listSearch', 'trigger'],
	['resources'],
	['operations'],
	['parameters', 'sharing'],
	['api', 'comparing', 'html', 'time'],
	['concurrency', 'errors'],
	['values'],
];

/** The files that each TypeScript file imports, types too; paths are relative to the repository. */
const imports = new Map(
	Object.keys(ROOMS)
		.flatMap(filesIn)
		.map((file) => [file, importsOf(file)]),
);

test.each(Object.keys(ROOMS))('%s imports only what it may', (room) => {
	const forbidden = [...imports]
		.filter(([file]) => roomOf(file) === room)
		.flatMap(([file, targets]) => targets.map((target) => [file, target] as const))
		.filter(([, target]) => !ROOMS[room]?.includes(roomOf(target)));
	expect(forbidden).toEqual([]);
});

test('no file imports itself, directly or through others', () => {
	expect([...imports.keys()].length).toBeGreaterThan(100);
	expect(findCircle(imports)).toEqual([]);
});

test('a folder of the node imports only from the floors below it', () => {
	const floorOf = (folder: string) => FLOORS.findIndex((folders) => folders.includes(folder));
	const upwards: string[] = [];
	for (const [file, targets] of imports) {
		const folder = folderOf(file);
		if (folder === undefined) continue;
		expect([folder, floorOf(folder)]).not.toEqual([folder, -1]);
		for (const target of targets) {
			const other: string = folderOf(target) ?? folder;
			const isBelow = floorOf(other) > floorOf(folder);
			if (other !== folder && !isBelow) upwards.push(`${file} imports ${target}`);
		}
	}
	expect(upwards).toEqual([]);
});

/** The first circle, or none. */
function findCircle(graph: Map<string, string[]>): string[] {
	const done = new Set<string>();
	const visit = (file: string, path: string[]): string[] => {
		if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
		if (done.has(file)) return [];
		for (const target of graph.get(file) ?? []) {
			const circle = visit(target, [...path, file]);
			if (circle.length > 0) return circle;
		}
		done.add(file);
		return [];
	};
	for (const file of graph.keys()) {
		const circle = visit(file, []);
		if (circle.length > 0) return circle;
	}
	return [];
}

function filesIn(room: string): string[] {
	return readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(room, file));
}

function importsOf(file: string): string[] {
	const { importedFiles } = preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
	return importedFiles
		.map(({ fileName }) => fileName)
		.filter((name) => name.startsWith('.'))
		.map((name) => resolve(ROOT, dirname(file), name))
		.map((path) => relative(ROOT, fileOf(path)))
		.filter((path) => path.includes(sep)); // package.json belongs to no room
}

function fileOf(path: string): string {
	const candidates = [`${path}.ts`, path.replace(/\.js$/, '.ts'), join(path, 'index.ts')];
	return candidates.find((candidate) => existsSync(candidate)) ?? path;
}

function roomOf(file: string): string {
	return file.split(sep)[0] ?? '';
}

/** For `nodes/HyperRep/api/url.ts`, `api`; for a file beside the folders, nothing. */
function folderOf(file: string): string | undefined {
	const [room, , folder, ...rest] = file.split(sep);
	return room === 'nodes' && rest.length > 0 ? folder : undefined;
}
