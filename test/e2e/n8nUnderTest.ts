import { CleanUp } from '../../dev/realN8n/cleanUp';
import { N8nClient } from '../../dev/realN8n/client';
import { freePort } from '../../dev/realN8n/freePort';
import { startFreshN8n, type FreshN8n } from '../../dev/realN8n/freshN8n';
import { failures } from '../../dev/realN8n/jest/failures';
import { report, watch } from '../../dev/realN8n/jest/watch';
import type { Owner } from '../../dev/realN8n/owner';
import { N8nServer } from '../../dev/realN8n/server';
import { WorkFolder } from '../../dev/realN8n/workFolder';
import { clearLogs, N8N_LOG, shortPath } from './logs';

const MINUTES_TO_SET_UP = 45; // where n8n has to be downloaded first

/** An n8n with the packed package in it, which can be stopped and started again. */
export class N8nUnderTest {
	private readonly cleanUp = new CleanUp();
	private fresh?: FreshN8n;
	private server?: N8nServer;
	private signedIn?: N8nClient;

	/** Packs and installs the package, starts n8n, and makes the owner's account. */
	async setUp(): Promise<void> {
		await clearLogs();
		const { cleanUp } = this;
		const work = await WorkFolder.make('e2e', cleanUp);
		cleanUp.add(async () => await this.stop());
		// The same one after every start, as with an n8n that somebody has bookmarked.
		const port = await freePort();
		this.fresh = await startFreshN8n({ work, cleanUp, logFile: N8N_LOG, port }, watch);
		({ server: this.server, client: this.signedIn } = this.fresh);
	}

	/** Starts n8n again on what it kept. */
	async start(): Promise<void> {
		this.server = await N8nServer.start(this.fresh!.options, watch.signal);
		this.signedIn = new N8nClient(this.url);
		await this.signedIn.signIn(this.owner);
	}

	async stop(): Promise<void> {
		await this.server?.stop();
		this.server = undefined;
	}

	/** Stops n8n and removes all of it, except for its log. */
	async tearDown(): Promise<void> {
		await this.cleanUp.run();
	}

	get url(): string {
		return this.server!.url;
	}

	get owner(): Owner {
		return this.fresh!.owner;
	}

	/** The owner's sign-in; another one after every start. */
	get client(): N8nClient {
		return this.signedIn!;
	}
}

/** An n8n for all tests of this file; where one of them fails, the place of n8n's log is printed. */
export function useN8n(): N8nUnderTest {
	const n8n = new N8nUnderTest();
	beforeAll(async () => await n8n.setUp(), MINUTES_TO_SET_UP * 60_000);
	afterAll(async () => {
		await n8n.tearDown();
		if (failures().length > 0) report(`n8n's log: ${shortPath(N8N_LOG)}`);
	});
	return n8n;
}
