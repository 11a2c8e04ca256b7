/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { createServer } from 'node:http';

import { byId } from '../../dev/n8n/locator';
import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import { close, listen, urlOf } from '../../dev/standIn/loopback';
import { toTimestamp } from '../../dev/standIn/microseconds';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { outputOf, runOperation, workflowOf, workflowOfRows } from './workflows';

const CONTACTS = { resource: 'contact', operation: 'getAll' };

/** The operations of contacts in a workflow, against what the stand-in holds. */
export function testOperations(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Operations');
	const { standIn, organization } = hyperRep;
	const idOf = (contact: { number: number }) => standIn.idOf('contact', contact);

	test('Get Many: all, over several pages', async () => {
		const expected = hyperRep.shownContacts();
		expect(await outputOf(n8n, hyperRep, { ...CONTACTS, returnAll: true })).toEqual(expected);
		expect(standIn.requests.length).toBeGreaterThan(1);
	});

	test('Get Many: up to a limit', async () => {
		const items = await outputOf(n8n, hyperRep, { ...CONTACTS, returnAll: false, limit: 7 });
		expect(items).toEqual(hyperRep.shownContacts().slice(0, 7));
	});

	test('Get', async () => {
		const contact = organization.contacts.visible()[600]!;
		const items = await outputOf(n8n, hyperRep, {
			resource: 'contact',
			operation: 'get',
			contactId: byId(idOf(contact)),
		});
		expect(items).toEqual([standIn.show(organization.contacts, contact)]);
	});

	test('Get: a contact that does not exist fails with the reason', async () => {
		const deleted = hyperRep.addContact('Deleted');
		organization.contacts.delete(deleted.number);
		const { status, error } = await runOperation(n8n, hyperRep, {
			resource: 'contact',
			operation: 'get',
			contactId: byId(idOf(deleted)),
		});
		expect({ status, error }).toEqual({
			status: 'error',
			error: `Could not get the contact "${idOf(deleted)}": Contact not found`,
		});
	});

	test('Get Conversations: all, and those from a date on', async () => {
		const contact = organization.contacts.visible().find(({ number }) => number % 3 === 2)!;
		const expected = organization.conversations
			.visible()
			.filter((conversation) => conversation.contact === contact.number)
			.map((conversation) => standIn.show(organization.conversations, conversation));
		expect(expected).toHaveLength(2);
		const parameters = {
			resource: 'contact',
			operation: 'getConversations',
			contactId: byId(idOf(contact)),
			returnAll: true,
		};
		expect(await outputOf(n8n, hyperRep, parameters)).toEqual(expected);

		const between = toTimestamp(contact.createdAt + 90_000_000);
		const filters = { startDate: between };
		const later = await outputOf(n8n, hyperRep, { ...parameters, filters });
		expect(later).toEqual(expected.filter(({ start_at }) => String(start_at) >= between));
	});

	test('Create', async () => {
		const company = organization.companies.visible()[1]!;
		const items = await outputOf(n8n, hyperRep, {
			resource: 'contact',
			operation: 'create',
			name: 'Diana Prince',
			email: 'diana@example.com',
			phoneNumber: '(415) 555-0142',
			additionalFields: {
				companyId: byId(standIn.idOf('company', company)),
				companyRole: 'Owner',
				customFields: { field: [{ name: 'notes', value: 'Prefers SMS' }] },
				customFieldsJson: '{"vip": true}',
			},
		});
		const created = organization.contacts.visible().find(({ name }) => name === 'Diana Prince')!;
		expect(created).toMatchObject({
			email: 'diana@example.com',
			phone_number: '+14155550142',
			company: company.number,
			company_role: 'Owner',
			custom_fields: { notes: 'Prefers SMS', vip: true },
		});
		expect(items).toEqual([standIn.show(organization.contacts, created)]);
	});

	test('Create: with Retry On Fail, nothing is created twice', async () => {
		const names = ['Retried A', 'Retried B', 'Retried C'];
		const rows = names.map((name) => ({ name, email: name.endsWith('B') ? 'no address' : '' }));
		const create = {
			name: 'Create',
			type: NODE_TYPE,
			typeVersion: 1,
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 0,
			parameters: {
				resource: 'contact',
				operation: 'create',
				name: '={{ $json.name }}',
				email: '={{ $json.email }}',
			},
		};
		const workflow = fillIn(workflowOfRows(rows, [create]), hyperRep.choices);
		const asked = standIn.requests.length;
		const execution = await n8n.client.run(await n8n.client.createWorkflow(workflow), 'Start', 60);
		expect(execution).toMatchObject({ status: 'error' });
		// The second row in each of the three tries, and each of the others once.
		expect(standIn.requests.length - asked).toBe(5);
		const created = organization.contacts.visible().map(({ name }) => name ?? '');
		expect(created.filter((name) => name.startsWith('Retried')).sort()).toEqual([
			'Retried A',
			'Retried C',
		]);
	});

	test('the key goes nowhere else, even where HyperRep redirects to', async () => {
		const received: string[] = [];
		const elsewhere = createServer((request, response) => {
			received.push(request.rawHeaders.join(' '));
			response.end('{"data": []}');
		});
		await listen(elsewhere);
		const headers = { Location: `${urlOf(elsewhere)}/api/v2/organizations` };
		standIn.faults.add({ fault: { kind: 'status', status: 307, headers }, times: 1 });
		try {
			const { status, error } = await runOperation(n8n, hyperRep, CONTACTS);
			expect({ status, error }).toEqual({
				status: 'error',
				error: expect.stringMatching(
					/^Could not list the contacts .*: the server redirects to /,
				) as string,
			});
			expect(received).toEqual([]);
		} finally {
			standIn.faults.clear();
			await close(elsewhere);
		}
	});

	test('the HTTP Request node with the credential', async () => {
		const { id, name } = hyperRep.credential;
		const workflow = workflowOf({
			name: 'Organizations',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${standIn.url}/api/v2/organizations`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'hyperRepApi',
			},
			credentials: { hyperRepApi: { id, name } },
		});
		const saved = await n8n.client.createWorkflow(workflow);
		const execution = await n8n.client.run(saved, 'Start', 60);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		const { organization: chosen } = hyperRep.choices;
		expect(execution.itemsOf('Organizations')).toEqual([
			{ data: [{ organization_id: chosen.id, name: chosen.name }] },
		]);
	});
}
