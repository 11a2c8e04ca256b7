/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';

import { startChild, stopChild } from './childProcess';
import { freePort } from './freePort';
import type { Installation } from './installation';
import { untilAnswering } from './untilAnswering';

const SECONDS_TO_START = 120;
const SECONDS_TO_STOP = 30;

/** How an n8n is started. */
export interface N8nOptions {
	installation: Installation;
	/** Holds n8n's database and the packages installed in it; the same one again continues there. */
	userFolder: string;
	/** Must stay the same for a user folder, or the credentials in it cannot be read. */
	encryptionKey: string;
	/** All that n8n says is added to this file. */
	logFile: string;
	/** A free port by default. */
	port?: number;
	/** More settings of n8n, for queues or other databases. */
	environment?: Record<string, string>;
}

/** A running n8n. */
export class N8nServer {
	/** Settles when n8n ends, by itself or stopped. */
	readonly ended: Promise<unknown>;

	private constructor(
		readonly url: string,
		private readonly child: ChildProcess,
	) {
		this.ended = once(child, 'exit');
	}

	/**
	 * Starts n8n and waits until it answers.
	 *
	 * @throws Error with the end of n8n's log when it ends, or does not answer within two minutes
	 */
	static async start(options: N8nOptions, signal: AbortSignal): Promise<N8nServer> {
		const port = options.port ?? (await freePort());
		const child = await startN8n(['start'], options, {
			N8N_PORT: String(port),
			// Code nodes run in a process of their own, which connects to this port.
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		});
		const server = new N8nServer(`http://127.0.0.1:${port}`, child);
		const starting = {
			name: 'n8n',
			logFile: options.logFile,
			secondsToStart: SECONDS_TO_START,
			secondsToStop: SECONDS_TO_STOP,
			signal,
		};
		await untilAnswering(child, starting, async () => await server.answers());
		return server;
	}

	/** Ends n8n and what it has started; what it kept stays in the user folder. */
	async stop(): Promise<void> {
		await stopChild(this.child, SECONDS_TO_STOP);
	}

	private async answers(): Promise<boolean> {
		// The first answers before the editor's own endpoints do.
		for (const path of ['/healthz/readiness', '/rest/settings']) {
			const ok = await fetch(this.url + path, { signal: AbortSignal.timeout(5000) }).then(
				async (response) => (await response.text()) !== '' && response.ok,
				() => false,
			);
			if (!ok) return false;
		}
		return true;
	}
}

/**
 * Starts one of n8n's commands (`start`, `worker`, `execute`, …) on a user folder: on loopback only,
 * and without all that would reach out to the internet.
 *
 * @param settings settings of this process beside those of the options
 */
export async function startN8n(
	args: string[],
	{ installation, userFolder, encryptionKey, logFile, environment }: N8nOptions,
	settings: Record<string, string> = {},
): Promise<ChildProcess> {
	const log = await open(logFile, 'a');
	try {
		return await startChild(installation.node.executable, [installation.program, ...args], {
			cwd: userFolder,
			env: {
				...inherited(),
				N8N_USER_FOLDER: userFolder,
				N8N_ENCRYPTION_KEY: encryptionKey,
				...QUIET_AND_LOCAL,
				...settings,
				...environment,
			},
			output: log.fd,
		});
	} finally {
		await log.close();
	}
}

const QUIET_AND_LOCAL = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_DISABLED_MODULES: 'mcp-registry',
	GENERIC_TIMEZONE: 'UTC',
};

// n8n reads dozens of variables, and a user's own n8n may have set some: only these are passed on.
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'USER'];

function inherited(): Record<string, string | undefined> {
	return Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));
}
