/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../useStandIn';
import { beginWith, IDS, type World } from './fixture';
import type * as quick from './quick';
import { conversationStarted, messageReceived, saleStatusChanged } from './subjects';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

let world: World;

describe('contacts of messages', () => {
	const list = { subject: messageReceived, order: 'lastActivityFirst' as const, ids: IDS[0]! };

	/** Conversations of as many contacts, each with two new messages. */
	const write = (count: number) => {
		const { organization } = world;
		for (let n = 0; n < count; n++) {
			const { number } = organization.contacts.create({ name: `Person ${n}` });
			const conversation = organization.addConversation(number, world.time);
			for (let message = 0; message < 2; message++) {
				world.pass(1);
				organization.addMessage(conversation, { sentAt: world.time });
			}
		}
	};

	const contactRequests = () =>
		world.standIn.requests.filter(({ path }) => /contacts\/[^/]+$/.test(path));
	const names = (records: IDataObject[]) =>
		records.map(({ contact }) => (contact as IDataObject | null)?.name);

	test('come with them, each read once, and a poll with nothing new reads none', async () => {
		world = await beginWith(list);
		write(3);
		const records = await world.trigger.poll();
		expect(names(records)).toEqual([0, 0, 1, 1, 2, 2].map((n) => `Person ${n}`));
		expect(records[0]?.contact).not.toBe(records[1]?.contact);
		expect(contactRequests()).toHaveLength(3);
		world.cost();
		expect(await world.trigger.poll()).toEqual([]);
		expect(contactRequests()).toHaveLength(0);
		expect(names(await world.trigger.fetchTestEvent())).toEqual(['Person 2']);
	});

	test('are left out where the option is off', async () => {
		world = await beginWith(list, {}, { includeContact: false });
		write(2);
		expect((await world.trigger.poll()).every((record) => !('contact' in record))).toBe(true);
		expect(contactRequests()).toHaveLength(0);
	});

	test('are null where HyperRep no longer has them', async () => {
		world = await beginWith(list);
		write(3);
		const [, second] = world.organization.contacts.visible();
		world.organization.contacts.delete(second!.number);
		expect(names(await world.trigger.poll())).toEqual(
			['Person 0', undefined, 'Person 2'].flatMap((name) => [name, name]),
		);
	});

	test('fail the poll while HyperRep fails otherwise, and nothing is lost', async () => {
		world = await beginWith(list);
		write(2);
		const matches = ({ path }: { path: string }) => /contacts\/[^/]+$/.test(path);
		world.standIn.faults.add({ fault: { kind: 'status', status: 404, body: '<html>' }, matches });
		const { state } = world.trigger;
		expect((await failureOf(world.trigger.poll())).message).toMatch(/^Could not get the contact/);
		expect(world.trigger.state).toBe(state);
		world.standIn.faults.clear();
		expect(await world.trigger.poll()).toHaveLength(4);
	});

	test('that there is no time for come with the next polls', async () => {
		world = await beginWith(list);
		write(50);
		world.trigger.budget = 0;
		const emitted: unknown[] = [];
		for (let n = 0; n < 30 && emitted.length < 100; n++) {
			emitted.push(...names(await world.trigger.poll()));
		}
		expect(emitted).toEqual(Array.from({ length: 100 }, (_, n) => `Person ${n >> 1}`));
		expect(await world.trigger.poll()).toEqual([]);
	});

	test('come for more records in each poll while there is time', async () => {
		const subject = conversationStarted('start', ['newestFirst']);
		world = await beginWith({ subject, order: 'newestFirst', ids: 'stable' });
		write(100);
		world.trigger.budget = 0;
		expect(await world.trigger.poll()).toEqual([]);
		world.trigger.budget = 300_000;
		const counts = [];
		for (let n = 0; n < 4; n++) counts.push((await world.trigger.poll()).length);
		expect(counts).toEqual([16, 32, 52, 0]);
	});

	test('stay when a message is simplified, which leaves of its conversation the ID', async () => {
		world = await beginWith(list, {}, { simplify: true });
		write(1);
		const [message] = await world.trigger.poll();
		expect(Object.keys(message ?? {})).toEqual([
			'message_id',
			'conversation_id',
			'sent_at',
			'direction',
			'modality',
			'subject',
			'text',
			'agent_id',
			'contact',
		]);
	});
});

test('a changed sale comes with its primary contact, also simplified, and keeps its change', async () => {
	world = await beginWith(
		{ subject: saleStatusChanged, order: 'newestFirst', ids: 'stable' },
		{},
		{ simplify: true },
	);
	const { organization } = world;
	const [first, primary] = ['First', 'Primary'].map((name) =>
		organization.contacts.create({ name }),
	);
	const contacts = [
		{ contact: first!.number, is_primary: false },
		{ contact: primary!.number, is_primary: true },
	];
	const sale = organization.addSale({ contacts });
	world.pass(1);
	organization.changeSaleStatus(sale, 'Accepted');
	const [changed] = await world.trigger.poll();
	expect(changed).toMatchObject({
		status: 'Accepted',
		status_change: { from: 'Quote Sent', to: 'Accepted' },
		contact: { name: 'Primary' },
	});
	expect(changed).not.toHaveProperty('quote_details');
});

test('many long messages do not block n8n while they are simplified', async () => {
	const list = { subject: messageReceived, order: 'lastActivityFirst' as const, ids: IDS[0]! };
	world = await beginWith(list, {}, { simplify: true });
	const conversation = world.organization.addConversation(1, world.time);
	for (let n = 0; n < 40; n++) {
		world.pass(1);
		const content = '<div>Hello</div>'.repeat(20_000);
		world.organization.addMessage(conversation, { content, sentAt: world.time });
	}
	let turns = 0;
	let readingEndsAt = 0;
	const timer = setInterval(() => turns++, 1);
	try {
		world.standIn.faults.add({
			fault: { kind: 'meanwhile', act: () => void (readingEndsAt = turns) },
			matches: ({ path }) => path.includes('/contacts/'),
		});
		expect(await world.trigger.poll()).toHaveLength(40);
		expect(turns - readingEndsAt).toBeGreaterThan(2);
	} finally {
		clearInterval(timer);
	}
});
