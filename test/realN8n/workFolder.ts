/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { rmSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import { failures } from './jest/failures';

const LOGS = resolve(__dirname, '..', '..', 'logs');

/** A temporary folder for everything that a run starts, with its logs in one place. */
export class WorkFolder {
	private constructor(
		private readonly path: string,
		private readonly name: string,
		private readonly remove: () => void,
	) {}

	/** @param name goes into the name of the folder in which the logs of a failed run are kept */
	static async make(name: string): Promise<WorkFolder> {
		const path = await mkdtemp(join(tmpdir(), 'n8n-nodes-hyperrep-'));
		// A program that runs as another user must get through to its own folder in it.
		await chmod(path, 0o711);
		await mkdir(join(path, 'logs'));
		const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
		// For when somebody ends the run.
		process.once('exit', remove);
		return new WorkFolder(path, name, remove);
	}

	/** A new folder in it. */
	async folder(name: string): Promise<string> {
		const path = join(this.path, name);
		await mkdir(path, { mode: 0o700 });
		return path;
	}

	logFile(name: string): string {
		return join(this.path, 'logs', `${name}.log`);
	}

	/** Removes everything; when a test has failed, the logs are kept and their place is said. */
	async end(): Promise<void> {
		const logs = join(this.path, 'logs');
		if (failures().length > 0 && (await readdir(logs)).length > 0) {
			const kept = join(LOGS, `${this.name}-${new Date().toISOString().replace(/\W/g, '')}`);
			await cp(logs, kept, { recursive: true });
			process.stderr.write(`Logs: ${relative(process.cwd(), kept)}\n`);
		}
		process.off('exit', this.remove);
		this.remove();
	}
}
