import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf } from '../../dev/n8n/fixture';
import type { StoredSale } from '../../dev/standIn/store';
import { IDS, LISTS, World } from './fixture';
import type * as quick from './quick';
import { conversationStarted, messageReceived, saleStatusChanged } from './subjects';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

let world: World;

afterEach(async () => {
	await world.stop();
});

/** Starts a trigger with filters, and gives something to happen before it is published. */
async function begin(
	list: ConstructorParameters<typeof World>[0],
	filters: INodeParameters = {},
	options: INodeParameters = {},
) {
	world = await new World(list).start();
	world.addOld(20);
	world.trigger.change({ filters, options });
	await world.activate();
	world.cost();
}

const filter = (filters: INodeParameters) => world.trigger.change({ filters });

describe.each(IDS)('statuses, %s IDs', (ids) => {
	const list = { subject: saleStatusChanged, order: 'newestFirst' as const, ids };
	let sale: StoredSale;

	const change = (...labels: string[]) => {
		for (const label of labels) {
			world.pass(1);
			world.organization.changeSaleStatus(sale, label);
		}
	};

	/** The statuses of a poll. */
	const poll = async () =>
		(await world.trigger.poll()).map(
			({ status_change: { to } = {} }: IDataObject & { status_change?: IDataObject }) => to,
		);

	const start = async (filters: INodeParameters, options: INodeParameters = {}) => {
		await begin(list, filters, options);
		sale = world.organization.addSale({ label: 'Lead' });
	};

	test.each([[['accepted']], ['ACCEPTED, unknown'], ['["Accepted"]'], [[' accepted ', '']]])(
		'%j passes what has that label or code',
		async (statuses) => {
			await start({ statuses });
			change('Quote Sent', 'Accepted', 'Lost');
			expect(await poll()).toEqual(['Accepted']);
		},
	);

	test('a code passes the label that has it', async () => {
		await start({ statuses: 'QUOTE_SENT' });
		change('Accepted', 'Quote Sent', 'Lost');
		expect(await poll()).toEqual(['Quote Sent']);
	});

	test('a test event passes the filter', async () => {
		await start({ statuses: 'Won' });
		change('Won', 'Lost', 'Open');
		const [shown] = await world.trigger.fetchTestEvent();
		expect(shown).toMatchObject({ status_change: { to: 'Won' } });
	});

	test('what there is no time for waits, also where the filter leaves out all that was read', async () => {
		await start({ statuses: 'Won' }, { maxRecords: 1 });
		const change = (label: string) => {
			world.pass(1);
			world.organization.changeSaleStatus(world.organization.addSale(), label);
		};
		for (let n = 0; n < 40; n++) change('Lost');
		change('Won');
		world.trigger.budget = 0;
		world.cost();
		expect(await poll()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(1 + 16);
		expect([await poll(), await poll()].flat()).toEqual(['Won']);
	});

	test('Max Records counts what is emitted, and what was left out does not come with another filter', async () => {
		await start({ statuses: 'Won' }, { maxRecords: 2 });
		change(...Array.from({ length: 7 }, () => ['Lost', 'Won', 'Open']).flat());
		expect([await poll(), await poll()]).toEqual([
			['Won', 'Won'],
			['Won', 'Won'],
		]);
		// What waits passes the filter of the poll in which it is emitted.
		filter({});
		const rest = [await poll(), await poll(), await poll(), await poll(), await poll()].flat();
		expect(rest).toEqual([
			'Open',
			'Lost',
			'Won',
			'Open',
			'Lost',
			'Won',
			'Open',
			'Lost',
			'Won',
			'Open',
		]);
		change('New');
		expect(await poll()).toEqual(['New']);
	});

	test('a filter that is added, changed and removed repeats nothing and loses nothing later', async () => {
		await start({});
		change('A', 'B');
		expect(await poll()).toEqual(['A', 'B']);
		filter({ statuses: 'A' });
		change('B', 'A');
		expect(await poll()).toEqual(['A']);
		filter({ statuses: 'B' });
		expect(await poll()).toEqual([]);
		change('A', 'B');
		expect(await poll()).toEqual(['B']);
		world.trigger.restart();
		filter({});
		expect(await poll()).toEqual([]);
		change('C');
		expect(await poll()).toEqual(['C']);
	});
});

describe('filters of messages and conversations', () => {
	test.each(LISTS.filter(({ event }) => event === 'conversationStarted'))(
		'folders by their slug, order "$order", $ids IDs $dates',
		async (list) => {
			await begin(list, { folders: 'Sales Follow-Up, INBOX' });
			const folders = ['inbox', 'primary', 'sales-follow-up', 'primary'];
			const add = (folder: string) => {
				world.pass(1);
				return world.organization.addConversation(1, world.time, { folder });
			};
			folders.forEach(add);
			const poll = async () => (await world.trigger.poll()).map(({ folder }) => folder);
			expect(await poll()).toEqual(['inbox', 'sales-follow-up']);
			expect(await poll()).toEqual([]);
			filter({});
			expect(await poll()).toEqual([]);
			add('primary');
			expect(await poll()).toEqual(['primary']);
			filter({ folders: 'none' });
			add('primary');
			world.trigger.change({ options: { maxRecords: 1 } });
			expect(await poll()).toEqual([]);
			filter({});
			expect(await poll()).toEqual([]);
		},
	);

	test('modalities and folders of messages', async () => {
		const list = { subject: messageReceived, order: 'lastActivityFirst' as const, ids: IDS[1]! };
		await begin(list, { modalities: ['TEXT', 'call'], folders: 'inbox' });
		const { organization } = world;
		const [inbox, primary] = ['inbox', 'primary'].map((folder) =>
			organization.addConversation(1, world.time, { folder }),
		);
		for (const modality of ['email', 'text', 'call']) {
			for (const conversation of [inbox!, primary!]) {
				world.pass(1);
				organization.addMessage(conversation, { modality, sentAt: world.time });
			}
		}
		const poll = async () => (await world.trigger.poll()).map(({ modality }) => modality);
		expect(await poll()).toEqual(['text', 'call']);
		filter({});
		expect(await poll()).toEqual([]);
	});

	test('a filter that is no list of texts is refused before any request', async () => {
		await begin({ subject: messageReceived, order: 'none', ids: 'stable' });
		filter({ modalities: [{ a: 1 }] });
		expect((await failureOf(world.trigger.poll())).message).toBe(
			"'Modalities' must be text, but it is an object",
		);
		expect(world.cost().requests).toBe(0);
	});
});

test.each<[string, INodeParameters, string]>([
	['messageReceived', { filters: { modalities: 'fax' } }, 'received messages'],
	['messageSent', { filters: { folders: ['none'] } }, 'sent messages'],
	['conversationStarted', { filters: { folders: 'none' } }, 'conversations'],
	['saleStatusChanged', { filters: { statuses: 'Never' } }, 'sale status changes'],
	['recordChanged', { recordTypes: ['message_draft'] }, 'changes'],
])('a test event of %s that the filters leave out says so', async (event, more, plural) => {
	world = await new World({ order: 'newestFirst', ids: 'stable' }).start();
	const { organization } = world;
	const conversation = organization.addConversation(1, world.time);
	for (const message_direction of ['sent', 'received']) {
		organization.addMessage(conversation, { message_direction, sentAt: world.time });
	}
	organization.changeSaleStatus(organization.addSale(), 'Accepted');
	const setup = { filters: {}, recordTypes: ['sale', 'message_draft'] };
	world.trigger.change({ event, ...setup });
	expect(await world.trigger.fetchTestEvent()).toHaveLength(1);
	world.trigger.change({ ...setup, ...more });
	const failure = await failureOf(world.trigger.fetchTestEvent());
	expect(failure.message).toBe(`None of the recent ${plural} passes the filters`);
	expect(failure.description).toContain('change the filters');
});

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
		await begin(list);
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
		await begin(list, {}, { includeContact: false });
		write(2);
		expect((await world.trigger.poll()).every((record) => !('contact' in record))).toBe(true);
		expect(contactRequests()).toHaveLength(0);
	});

	test('are null where HyperRep no longer has them', async () => {
		await begin(list);
		write(3);
		const [, second] = world.organization.contacts.visible();
		world.organization.contacts.delete(second!.number);
		expect(names(await world.trigger.poll())).toEqual(
			['Person 0', undefined, 'Person 2'].flatMap((name) => [name, name]),
		);
	});

	test('fail the poll while HyperRep fails otherwise, and nothing is lost', async () => {
		await begin(list);
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
		await begin(list);
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
		await begin({ subject, order: 'newestFirst', ids: 'stable' });
		write(100);
		world.trigger.budget = 0;
		expect(await world.trigger.poll()).toEqual([]);
		world.trigger.budget = 300_000;
		const counts = [];
		for (let n = 0; n < 4; n++) counts.push((await world.trigger.poll()).length);
		expect(counts).toEqual([16, 32, 52, 0]);
	});

	test('stay when a message is simplified, which leaves of its conversation the ID', async () => {
		await begin(list, {}, { simplify: true });
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
	await begin(
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
