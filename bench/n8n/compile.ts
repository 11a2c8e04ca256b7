/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const BENCH = resolve(__dirname, '..');

/** n8n loads JavaScript only. */
const COMPILER_OPTIONS = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

/** Compiles the hook that n8n loads, and what it imports. Returns the path of the hook. */
export async function compileHook(folder: string): Promise<string> {
	for (const path of ['checksum', 'n8n/recordRuns']) {
		const source = await readFile(join(BENCH, `${path}.ts`), 'utf8');
		const { outputText } = transpileModule(source, { compilerOptions: COMPILER_OPTIONS });
		const target = join(folder, `${path}.js`);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, outputText);
	}
	return join(folder, 'n8n', 'recordRuns.js');
}
