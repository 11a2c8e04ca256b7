import { randomBytes } from 'node:crypto';

import type { CleanUp } from '../realN8n/cleanUp';
import { N8nClient } from '../realN8n/client';
import { provideN8n } from '../realN8n/installation';
import { installPackage, packPackage } from '../realN8n/package';
import { N8nServer, type N8nOptions } from '../realN8n/server';
import type { Watch } from '../realN8n/watch';
import type { WorkFolder } from '../realN8n/workFolder';
import { Postgres } from './postgres';
import { findPrograms } from './programs';
import { Redis } from './redis';
import { N8nWorker } from './worker';

/** n8n as it grows beyond one machine: a main process, and workers that run its workflows. */
export interface Cluster {
	client: N8nClient;
	workers: N8nWorker[];
}

const SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	// Without it, what a person starts in the editor runs in the main process.
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	// How soon a worker that has gone is missed: a minute and a half unless set.
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/**
 * Starts Redis, PostgreSQL, n8n and two workers, with this package installed for each of the three,
 * as on three machines; an owner has signed in.
 *
 * @param cleanUp where stopping each of them is added
 * @throws Error in the words of what could not be started
 */
export async function startCluster(
	work: WorkFolder,
	cleanUp: CleanUp,
	watch: Watch,
): Promise<Cluster> {
	const { signal } = watch;
	const programs = await findPrograms();
	const installation = await provideN8n(watch);
	const tarball = await packPackage(await work.folder('tarball'), watch);

	const redis = await Redis.start(programs, {
		folder: await work.folder('redis'),
		logFile: work.logFile('redis'),
		signal,
	});
	cleanUp.add(async () => await redis.stop());
	const postgres = await Postgres.start(programs, {
		folder: await work.folder('postgres'),
		logFile: work.logFile('postgres'),
		signal,
	});
	cleanUp.add(async () => await postgres.stop());

	const encryptionKey = randomBytes(24).toString('hex');
	const environment = { ...SETTINGS, ...redis.environment, ...postgres.environment };
	const prepare = async (name: string): Promise<N8nOptions> => {
		const userFolder = await work.folder(name);
		await installPackage(tarball, userFolder, installation, watch);
		return { installation, userFolder, encryptionKey, logFile: work.logFile(name), environment };
	};
	// One after the other: the first creates the tables.
	const server = await N8nServer.start(await prepare('main'), signal);
	cleanUp.add(async () => await server.stop());
	const workers: N8nWorker[] = [];
	for (const name of ['worker-1', 'worker-2']) {
		const worker = await N8nWorker.start(await prepare(name), signal);
		cleanUp.add(async () => await worker.stop());
		workers.push(worker);
	}

	const client = new N8nClient(server.url, signal);
	await client.setUpOwner({
		email: 'owner@example.com',
		// n8n asks for an upper-case letter and a digit.
		password: `Queue1${randomBytes(6).toString('hex')}`,
		firstName: 'Queue',
		lastName: 'Owner',
	});
	return { client, workers };
}
