import type { INodeTypeDescription } from 'n8n-workflow';

import { descriptionOf } from '../e2e/exampleParameters';
import { CleanUp } from '../../dev/realN8n/cleanUp';
import type { Credential, N8nClient } from '../../dev/realN8n/client';
import { exampleNames, fillIn, pollOften, readExample } from '../../dev/realN8n/examples';
import { startFreshN8n } from '../../dev/realN8n/freshN8n';
import { watch } from '../../dev/realN8n/jest/watch';
import { makeWorkFolder } from '../../dev/realN8n/jest/workFolder';
import { waitFor } from '../../dev/realN8n/watch';
import { addSampleOrganization, sampleContact } from '../../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../../dev/standIn/server';
import type { Organization } from '../../dev/standIn/store';
import { isWritten, OlderWorkflows } from './olderWorkflows';

const MINUTE = 60_000;
/** Downloads n8n the first time. */
const MINUTES_TO_START = 60;
/** The trigger looks every five seconds. */
const SECONDS_TO_TRIGGER = 60;

/** The newest n8n 1 and the oldest n8n 2 that the npm registry has. */
describe.each(['1.123.81', '2.0.0'])('n8n %s', (version) => {
	const cleanUp = new CleanUp();
	const standIn = new StandIn();
	let organization: Organization;
	let client: N8nClient;
	let workflows: OlderWorkflows;
	let credential: Credential;
	const data = () => ({ apiKey: API_KEY, baseUrl: standIn.url });

	beforeAll(async () => {
		await standIn.start();
		cleanUp.add(async () => await standIn.stop());
		organization = addSampleOrganization(standIn, { contacts: 600 });
		const work = await makeWorkFolder(`n8n-${version}`, cleanUp);
		// It ends when it does not know a module that it is to leave out.
		const environment = { N8N_DISABLED_MODULES: '' };
		({ client } = await startFreshN8n({ work, cleanUp, version, environment }, watch));
		workflows = new OlderWorkflows(client, Number(version.split('.')[0]));
		credential = await client.createCredential('HyperRep', 'hyperRepApi', data());
	}, MINUTES_TO_START * MINUTE);

	afterAll(async () => await cleanUp.run(), 3 * MINUTE);

	it(
		'tests the credential',
		async () => {
			expect(await client.testCredential(credential, data())).toMatchObject({ status: 'OK' });
			const refused = await client.testCredential(credential, { ...data(), apiKey: 'wrong' });
			expect(refused).toMatchObject({ status: 'Error' });
		},
		MINUTE,
	);

	it(
		'lists every contact',
		async () => {
			const execution = await workflows.run(await workflows.save(example('list-contacts')));
			expect(execution.error).toBeUndefined();
			expect(execution.itemsOf('Get many contacts')).toEqual(
				organization.contacts
					.visible()
					.map((contact) => standIn.show(organization.contacts, contact)),
			);
		},
		2 * MINUTE,
	);

	it(
		'creates contacts',
		async () => {
			const before = organization.contacts.visible().length;
			const execution = await workflows.run(await workflows.save(example('create-contacts')));
			expect(execution.status).toBe('success');
			expect(execution.itemsOf('Rows to correct')).toEqual([
				expect.objectContaining({ name: 'Carmen Example', error: expect.any(String) }),
			]);
			const created = organization.contacts.visible().slice(0, -before);
			expect(created.map(({ name }) => name).sort()).toEqual(['Ada Example', 'Bruno Example']);
		},
		2 * MINUTE,
	);

	it('knows every node of the examples, in its version', async () => {
		const answer = await client.fetch('GET', '/types/nodes.json');
		const descriptions = (await answer.json()) as INodeTypeDescription[];
		const missing = exampleNames()
			.flatMap((name) => readExample(name).nodes)
			.filter((node) => descriptionOf(node, descriptions) === undefined);
		expect(missing).toEqual([]);
	});

	it(
		'starts on a new contact',
		async () => {
			const workflow = await workflows.save(example('new-contact'));
			await workflows.activate(workflow);
			const contact = organization.contacts.create(sampleContact(700));
			const execution = await waitFor(
				'the trigger to start',
				async () => (await client.executionsOf(workflow)).filter(isWritten).at(-1),
				{ seconds: SECONDS_TO_TRIGGER, every: 500 },
			);
			expect(execution.error).toBeUndefined();
			expect(execution.itemsOf('New contact')).toEqual([
				standIn.show(organization.contacts, contact),
			]);
			expect(execution.itemsOf('Write a message')).toHaveLength(1);
		},
		2 * MINUTE,
	);

	function example(name: string) {
		const choice = { id: standIn.idOf('organization', organization), name: organization.name };
		return pollOften(fillIn(readExample(name), { credential, organization: choice }));
	}
});
