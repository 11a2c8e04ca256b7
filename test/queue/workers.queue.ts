import { CleanUp } from '../../dev/realN8n/cleanUp';
import type { SavedWorkflow } from '../../dev/realN8n/client';
import type { Execution } from '../../dev/realN8n/execution';
import { watch } from '../../dev/realN8n/jest/watch';
import { makeWorkFolder } from '../../dev/realN8n/jest/workFolder';
import { waitFor } from '../../dev/realN8n/watch';
import { addSampleOrganization, sampleContact } from '../../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../../dev/standIn/server';
import type { Organization, StoredContact } from '../../dev/standIn/store';
import { startCluster, type Cluster } from './cluster';
import type { N8nWorker } from './worker';
import { allExecutions, idsOf, saveExample } from './workflows';

const MINUTE = 60_000;
/** Downloads n8n the first time. */
const MINUTES_TO_START = 60;
const SECONDS_TO_LIST = 60;
/** The trigger looks every five seconds. */
const SECONDS_TO_TRIGGER = 60;
/**
 * n8n looks at an execution for half a minute longer after the queue has given up its job, in case
 * the worker is still alive.
 */
const SECONDS_TO_MISS_A_WORKER = 90;

describe('queue mode with two workers', () => {
	const cleanUp = new CleanUp();
	const standIn = new StandIn();
	let cluster: Cluster;
	/** Contacts of its own for each kind of workflow: so the requests can be told apart. */
	let listed: Organization;
	let watched: Organization;
	let list: SavedWorkflow;
	let trigger: SavedWorkflow;
	/** The contacts created since the trigger was activated. */
	const created: StoredContact[] = [];

	beforeAll(async () => {
		await standIn.start();
		cleanUp.add(async () => await standIn.stop());
		const work = await makeWorkFolder('queue', cleanUp);
		cluster = await startCluster(work, cleanUp, watch);

		const { client } = cluster;
		listed = addSampleOrganization(standIn, { name: 'Listed', contacts: 600 });
		watched = addSampleOrganization(standIn, { name: 'Watched', contacts: 30 });
		const data = { apiKey: API_KEY, baseUrl: standIn.url };
		const credential = await client.createCredential('HyperRep', 'hyperRepApi', data);
		const choose = (organization: Organization) => ({ standIn, organization });
		list = await saveExample(client, 'list-contacts', credential, choose(listed));
		trigger = await saveExample(client, 'new-contact', credential, choose(watched));
		await client.activate(trigger);
	}, MINUTES_TO_START * MINUTE);

	afterAll(async () => await cleanUp.run(), 3 * MINUTE);

	it(
		'lists every contact, on both workers',
		async () => {
			const { client, workers } = cluster;
			standIn.latency = 150;
			standIn.longestPage = 20;
			const ids = [await client.start(list, 'Start'), await client.start(list, 'Start')];
			for (const id of ids) expectWholeList(await client.waitForEnd(id, SECONDS_TO_LIST));
			const done = await Promise.all(workers.map(async (worker) => await worker.executions()));
			// Each takes one at a time, so the second list went to the other one.
			expect(done.flat().filter((id) => ids.includes(id))).toHaveLength(2);
			for (const each of done) expect(each.filter((id) => ids.includes(id))).toHaveLength(1);
		},
		3 * MINUTE,
	);

	it(
		'starts exactly once on each contact, on workers',
		async () => {
			for (let round = 1; round <= 3; round++) {
				createContacts(round);
				await pollsToPass(1);
			}
			const executions = await expectEachContactOnce();
			const { workers } = cluster;
			const done = await Promise.all(workers.map(async (worker) => await worker.executions()));
			expect(done.flat()).toEqual(expect.arrayContaining(executions.map(({ id }) => id)));
		},
		3 * MINUTE,
	);

	it(
		'loses nothing but the run of a worker that is killed, and says so of that one',
		async () => {
			const { client } = cluster;
			standIn.latency = 250;
			standIn.longestPage = 10;
			standIn.forget();
			const killedId = await client.start(list, 'Start');
			const victim = await workerOf(killedId);
			const otherId = await client.start(list, 'Start');
			const survivor = await workerOf(otherId);
			expect(survivor).not.toBe(victim);
			const queuedId = await client.start(list, 'Start');
			await waitFor('both lists to be under way', async () => listRequests() >= 10 || undefined, {
				seconds: SECONDS_TO_LIST,
			});
			expect((await client.execution(killedId)).status).toBe('running');
			expect((await client.execution(queuedId)).status).toBe('new');
			await victim.kill();
			// n8n finds them, while both lists are still in front of them.
			createContacts(5);

			// What was under way elsewhere, and what was in the queue, is not lost.
			expectWholeList(await client.waitForEnd(otherId, SECONDS_TO_LIST));
			expectWholeList(await client.waitForEnd(queuedId, SECONDS_TO_LIST));
			// A run whose worker has gone is not started again, since nobody knows what it has done
			// already: n8n sets Bull's `maxStalledCount` to 0, and ends the run with an error.
			const killed = await client.waitForEnd(killedId, SECONDS_TO_MISS_A_WORKER);
			expect(killed.status).toBe('error');
			expect(killed.error).toContain('This execution failed to be processed too many times');
			const later = await survivor.executions();
			expect(later).toEqual(expect.arrayContaining([otherId, queuedId]));
			expect(later).not.toContain(killedId);
			await expectEachContactOnce();

			// Started again, as its user would, it is complete; and the trigger polls as before.
			standIn.latency = 0;
			const again = await client.start(list, 'Start');
			createContacts(4);
			expectWholeList(await client.waitForEnd(again, SECONDS_TO_LIST));
			await pollsToPass(1);
			createContacts(1);
			await expectEachContactOnce();
		},
		5 * MINUTE,
	);

	function createContacts(count: number): void {
		for (let n = 0; n < count; n++) {
			created.push(watched.contacts.create(sampleContact(watched.contacts.visible().length)));
		}
	}

	function expectWholeList(execution: Execution): void {
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		const byId = (a: { contact_id?: unknown }, b: { contact_id?: unknown }) =>
			String(a.contact_id).localeCompare(String(b.contact_id));
		const stored = listed.contacts
			.visible()
			.map((contact) => standIn.show(listed.contacts, contact));
		expect(execution.itemsOf('Get many contacts').sort(byId)).toEqual(stored.sort(byId));
	}

	/** Waits until every new contact has started a run, and then for what may come twice. */
	async function expectEachContactOnce(): Promise<Execution[]> {
		const { client } = cluster;
		const expected = idsOf(standIn, created);
		const look = async () => {
			const executions = await allExecutions(client, trigger, SECONDS_TO_TRIGGER);
			return contactsOf(executions).length >= expected.length ? executions : undefined;
		};
		const options = { seconds: SECONDS_TO_TRIGGER, every: 500 };
		await waitFor('every contact to start a run', look, options);
		await pollsToPass(2);
		const executions = await allExecutions(client, trigger, SECONDS_TO_TRIGGER);
		expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
		expect(contactsOf(executions).sort()).toEqual(expected);
		return executions;
	}

	function contactsOf(executions: Execution[]): string[] {
		const contacts = executions.flatMap((execution) => execution.itemsOf('New contact'));
		return contacts.map(({ contact_id }) => String(contact_id));
	}

	/** Waits until the trigger has begun to look for contacts `count` more times, and once again. */
	async function pollsToPass(count: number): Promise<void> {
		const before = polls();
		// The one that is counted last may not have ended, the ones before it have.
		await waitFor('the trigger to look', async () => polls() > before + count || undefined, {
			seconds: SECONDS_TO_TRIGGER,
		});
	}

	const polls = () => requestsOf(watched).filter(({ query }) => query.cursor === undefined).length;

	const listRequests = () => requestsOf(listed).length;

	function requestsOf(organization: Organization) {
		const id = encodeURIComponent(standIn.idOf('organization', organization));
		return standIn.requests.filter(({ path }) => path.includes(id));
	}

	/** Waits until a worker has begun an execution. */
	async function workerOf(id: string): Promise<N8nWorker> {
		const look = async () => {
			for (const worker of cluster.workers) {
				if ((await worker.executions()).includes(id)) return worker;
			}
			return undefined;
		};
		return await waitFor(`a worker to begin execution ${id}`, look, { seconds: SECONDS_TO_LIST });
	}
});
