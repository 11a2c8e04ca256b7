/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { outputSchemas } from './outputSchemas';

const FOLDER = join(__dirname, '../../nodes/HyperRep/__schema__');

/** Writes the output schemas beside the node, made from the OpenAPI document. */
async function write(): Promise<void> {
	await rm(FOLDER, { recursive: true, force: true });
	for (const [path, schema] of outputSchemas()) {
		const file = join(FOLDER, 'v1.0.0', path);
		const options = { ...(await resolveConfig(file)), filepath: file };
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, await format(JSON.stringify(schema), options));
	}
}

void write();
