/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { rmSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import type { CleanUp } from './cleanUp';

const LOGS = resolve(__dirname, '..', '..', 'logs');
/** The rights of folders that no other user of this computer may read. */
const PRIVATE = { mode: 0o700 };

/** A temporary folder for everything that a run starts, with its logs in one place. */
export class WorkFolder {
	private constructor(
		private readonly path: string,
		private readonly name: string,
	) {}

	/**
	 * @param name goes into the name of the folder in which the logs of a failed run are kept
	 * @param cleanUp where removing it is added; it is also removed when the process ends before
	 */
	static async make(name: string, cleanUp: CleanUp): Promise<WorkFolder> {
		const path = await mkdtemp(join(tmpdir(), 'n8n-nodes-hyperrep-'));
		const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
		process.once('exit', remove);
		cleanUp.add(async () => {
			process.off('exit', remove);
			remove();
		});
		// A program that runs as another user must get through to its own folder in it.
		await chmod(path, 0o711);
		await mkdir(join(path, 'logs'), PRIVATE);
		return new WorkFolder(path, name);
	}

	/** A new folder in it. */
	async folder(name: string): Promise<string> {
		const path = join(this.path, name);
		await mkdir(path, PRIVATE);
		return path;
	}

	/** The path of a log in it. */
	logFile(name: string): string {
		return join(this.path, 'logs', `${name}.log`);
	}

	/** Copies the logs, where there are some, to where they stay, and says where that is. */
	async keepLogs(): Promise<void> {
		const logs = join(this.path, 'logs');
		if ((await readdir(logs)).length === 0) return;
		const kept = join(LOGS, `${this.name}-${new Date().toISOString().replace(/\W/g, '')}`);
		await cp(logs, kept, { recursive: true });
		process.stderr.write(`Logs: ${relative(process.cwd(), kept)}\n`);
	}
}
