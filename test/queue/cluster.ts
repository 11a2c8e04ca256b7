import type { CleanUp } from '../../dev/realN8n/cleanUp';
import type { N8nClient } from '../../dev/realN8n/client';
import { startFreshN8n } from '../../dev/realN8n/freshN8n';
import { installPackage } from '../../dev/realN8n/package';
import type { Watch } from '../../dev/realN8n/watch';
import type { WorkFolder } from '../../dev/realN8n/workFolder';
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

	const environment = { ...SETTINGS, ...redis.environment, ...postgres.environment };
	// One after the other: the first creates the tables.
	const { client, options, tarball } = await startFreshN8n({ work, cleanUp, environment }, watch);
	const workers: N8nWorker[] = [];
	for (const name of ['worker-1', 'worker-2']) {
		const userFolder = await work.folder(name);
		await installPackage(tarball, userFolder, options.installation, watch);
		const logFile = work.logFile(name);
		const worker = await N8nWorker.start({ ...options, userFolder, logFile }, signal);
		cleanUp.add(async () => await worker.stop());
		workers.push(worker);
	}
	return { client, workers };
}
