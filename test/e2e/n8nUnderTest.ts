/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CleanUp } from '../realN8n/cleanUp';
import { N8nClient, type Owner } from '../realN8n/client';
import { freePort } from '../realN8n/freePort';
import { provideN8n } from '../realN8n/installation';
import { failures } from '../realN8n/jest/failures';
import { report, watch } from '../realN8n/jest/watch';
import { installPackage, packPackage } from '../realN8n/package';
import { N8nServer, type N8nOptions } from '../realN8n/server';
import { clearLogs, N8N_LOG, shortPath } from './logs';

const MINUTES_TO_SET_UP = 45; // where n8n has to be downloaded first

/** An n8n with the packed package in it, which can be stopped and started again. */
export class N8nUnderTest {
	readonly owner: Owner = {
		email: 'owner@example.com',
		// n8n asks for an upper-case letter and a digit.
		password: `Test1${randomBytes(6).toString('hex')}`,
		firstName: 'Test',
		lastName: 'Owner',
	};

	private readonly cleanUp = new CleanUp();
	private options?: N8nOptions;
	private server?: N8nServer;
	private signedIn?: N8nClient;

	/** Packs and installs the package, starts n8n, and makes the owner's account. */
	async setUp(): Promise<void> {
		await clearLogs();
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-hyperrep-e2e-'));
		const removeAtExit = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
		process.once('exit', removeAtExit);
		this.cleanUp.add(async () => {
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
			process.off('exit', removeAtExit);
		});

		const [userFolder, tarballFolder] = [join(folder, 'user'), join(folder, 'tarball')];
		await mkdir(userFolder);
		await mkdir(tarballFolder);
		const tarball = await packPackage(tarballFolder, watch);
		const installation = await provideN8n(watch);
		await installPackage(tarball, userFolder, installation, watch);
		this.options = {
			installation,
			userFolder,
			encryptionKey: randomBytes(24).toString('hex'),
			logFile: N8N_LOG,
			// The same one after every start, as with an n8n that somebody has bookmarked.
			port: await freePort(),
		};
		this.cleanUp.add(async () => await this.stop());
		await this.startServer();
		this.signedIn = new N8nClient(this.url);
		await this.signedIn.setUpOwner(this.owner);
	}

	/** Starts n8n again on what it kept. */
	async start(): Promise<void> {
		await this.startServer();
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

	/** The owner's sign-in; another one after every start. */
	get client(): N8nClient {
		return this.signedIn!;
	}

	private async startServer(): Promise<void> {
		this.server = await N8nServer.start(this.options!, watch.signal);
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
