/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { CleanUp } from '../../dev/realN8n/cleanUp';
import { N8nClient } from '../../dev/realN8n/client';
import { freePort } from '../../dev/realN8n/freePort';
import { startFreshN8n, type FreshN8n } from '../../dev/realN8n/freshN8n';
import { failures } from '../../dev/realN8n/jest/failures';
import { report, watch } from '../../dev/realN8n/jest/watch';
import type { Owner } from '../../dev/realN8n/owner';
import { N8nServer } from '../../dev/realN8n/server';
import { WorkFolder } from '../../dev/realN8n/workFolder';
import { logOf, shortPath } from './logs';

const MINUTES_TO_SET_UP = 45; // where n8n has to be downloaded first

/** An n8n with the packed package in it, which can be stopped and started again. */
export class N8nUnderTest {
	private readonly cleanUp = new CleanUp();
	private fresh?: FreshN8n;
	private server?: N8nServer;
	private signedIn?: N8nClient;

	/**
	 * @param name of its log
	 * @param environment more settings of n8n
	 */
	constructor(
		readonly name: string,
		private readonly environment: Record<string, string>,
	) {}

	/** Installs the package, starts n8n, and makes the owner's account. */
	async setUp(): Promise<void> {
		const { cleanUp, environment, logFile } = this;
		const work = await WorkFolder.make(this.name, cleanUp);
		cleanUp.add(async () => await this.stop());
		// The same one after every start, as with an n8n that somebody has bookmarked.
		const port = await freePort();
		const tarball = process.env.TARBALL;
		const options = { work, cleanUp, logFile, port, environment, tarball };
		this.fresh = await startFreshN8n(options, watch);
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

	get logFile(): string {
		return logOf(this.name);
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

/**
 * An n8n for all tests of this file; where one of them fails, the place of n8n's log is printed.
 *
 * @param name of its log
 * @param environment more settings of n8n
 */
export function useN8n(name: string, environment: Record<string, string> = {}): N8nUnderTest {
	const n8n = new N8nUnderTest(name, environment);
	beforeAll(async () => await n8n.setUp(), MINUTES_TO_SET_UP * 60_000);
	afterAll(async () => {
		await n8n.tearDown();
		if (failures().length > 0) report(`n8n's log: ${shortPath(n8n.logFile)}`);
	});
	return n8n;
}
