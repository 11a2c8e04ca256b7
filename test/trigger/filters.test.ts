import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf } from '../useStandIn';
import type { StoredSale } from '../../dev/standIn/store';
import { beginWith, IDS, LISTS, World } from './fixture';
import type * as quick from './quick';
import { messageReceived, saleStatusChanged } from './subjects';

jest.mock('../../nodes/HyperRep/api/sending/RetryPolicy', () =>
	jest.requireActual<typeof quick>('./quick').quickPolicy(),
);

let world: World;

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
		world = await beginWith(list, filters, options);
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
			world = await beginWith(list, { folders: 'Sales Follow-Up, INBOX' });
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
		world = await beginWith(list, { modalities: ['TEXT', 'call'], folders: 'inbox' });
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
		world = await beginWith({ subject: messageReceived, order: 'none', ids: 'stable' });
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
