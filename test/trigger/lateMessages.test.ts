import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import type { Organization, StoredConversation } from '../../dev/standIn/store';
import { IDS, World, type Ids } from './fixture';
import { messageReceived } from './subjects';

let world: World;

async function begin(order: 'lastActivityFirst' | 'none', ids: Ids = 'stable', longestPage = 500) {
	const options = { isJudged: false, longestPage };
	world = await new World({ subject: messageReceived, order, ids }, options).start();
	return world.organization;
}

/** Conversations of yesterday, a minute apart, with a message each. */
function addConversations(organization: Organization, count: number): StoredConversation[] {
	return Array.from({ length: count }, (_, n) => {
		const startAt = world.time - 24 * 60 * MINUTE - (count - n) * MINUTE;
		const conversation = organization.addConversation(1_000_000 + n, startAt);
		organization.addMessage(conversation, { sentAt: startAt });
		return conversation;
	});
}

describe.each(IDS)('%s IDs', (ids) => {
	describe.each([1, 3, 40])('a conversation that is dated an hour ahead, among %i', (count) => {
		test.each([
			['lastActivityFirst', 500],
			['none', 500],
			['none', 5],
		] as const)('order %s, %i a page: its messages come at once', async (order, longestPage) => {
			const organization = await begin(order, ids, longestPage);
			const conversations = addConversations(organization, count);
			const first = conversations[0]!;
			const ahead = world.time + 60 * MINUTE;
			organization.conversations.edit(first.number, { lastActivityAt: ahead });
			expect(await world.activate()).toEqual([]);
			world.pass(2);
			for (let n = 0; n < 24; n++) {
				const expected: number[] = [];
				for (const conversation of [first, ...conversations.slice(-1)]) {
					if (n % 3 === 0) expected.push(organization.addMessage(conversation).number);
					world.pass(1);
				}
				expect(await world.poll()).toEqual(expected);
				world.pass(180);
			}
		});
	});

	test('one that is moved ahead while the trigger is active hides nothing either', async () => {
		const organization = await begin('lastActivityFirst', ids);
		const conversations = addConversations(organization, 5);
		await world.activate();
		for (const conversation of conversations.slice(0, 3)) {
			world.pass(10);
			const lastActivityAt = world.time + 60 * MINUTE;
			organization.conversations.edit(conversation.number, { lastActivityAt });
			expect(await world.poll()).toEqual([]);
		}
		for (let n = 0; n < 10; n++) {
			const messages = conversations.map((conversation) => {
				world.pass(1);
				return organization.addMessage(conversation).number;
			});
			expect(await world.poll()).toEqual(messages);
		}
	});

	test('one that is dated ahead hides no other one that began at the same instant', async () => {
		const organization = await begin('lastActivityFirst', ids, 3);
		addConversations(organization, 30);
		const startAt = world.time - 60 * MINUTE;
		const first = organization.addConversation(1, startAt);
		const other = organization.addConversation(2, startAt);
		await world.activate();
		world.pass(10);
		// Pages between them, so that no page shows both.
		for (let n = 0; n < 6; n++)
			organization.addMessage(organization.addConversation(10 + n, world.time - n));
		await world.poll();
		world.pass(10);
		const { number } = organization.addMessage(other, { sentAt: world.time - 15 * SECOND });
		const lastActivityAt = world.time + 60 * MINUTE;
		organization.conversations.edit(first.number, { lastActivityAt });
		expect(await world.poll()).toEqual([number]);
	});

	test('the first conversations, which began in one second with a message each, bring all of these once', async () => {
		const organization = await begin('lastActivityFirst', ids);
		await world.activate();
		world.pass(10);
		const startAt = world.time;
		const add = (contact: number) => {
			const folder = `folder-${contact}`;
			const conversation = organization.addConversation(contact, startAt, { folder });
			const content = `From ${contact}`;
			return organization.addMessage(conversation, { sentAt: startAt, content }).number;
		};
		const added = [1, 2, 3].map(add);
		const emitted: number[] = [];
		for (let n = 0; n < 8; n++) {
			if (n === 3) added.push(add(4));
			emitted.push(...(await world.poll()));
			world.pass(20);
		}
		expect(emitted.sort()).toEqual(added.sort());
	});

	test('conversations that began at the same instant, or at none, bring each message once', async () => {
		const organization = await begin('lastActivityFirst', ids, 4);
		const startAt = world.time - 60 * MINUTE;
		const conversations = Array.from({ length: 12 }, (_, n) => {
			const conversation = organization.addConversation(1_000_000 + n, startAt);
			if (n % 3 === 0)
				organization.conversations.edit(conversation.number, { extra: { start_at: null } });
			for (let m = 0; m < 3; m++)
				organization.addMessage(conversation, { sentAt: startAt + n * MINUTE + m * SECOND });
			return conversation;
		});
		world.trigger.change({ startFrom: 'all', options: { maxRecords: 7 } });
		const emitted: number[] = [];
		for (let n = 0; n < 40; n++) {
			const conversation = conversations[n % conversations.length];
			if (n < 20 && conversation !== undefined) organization.addMessage(conversation);
			emitted.push(...(await world.poll()));
			world.pass(n % 4 === 0 ? 400 : 20);
		}
		expect([emitted.length, new Set(emitted).size]).toEqual([56, 56]);
	});
});

test('among 1,300 conversations that were active within Look Back, every message that becomes visible late comes', async () => {
	const organization = await begin('lastActivityFirst');
	const conversations = addConversations(organization, 1300);
	world.trigger.change({ options: { lookBack: 60 } });
	await world.activate();
	const late = conversations.slice(0, 130).map((conversation) => {
		world.pass(0.001);
		return organization.addMessage(conversation, { sentAt: world.time }, { hidden: true });
	});
	const young = conversations.map((conversation) => {
		world.pass(0.001);
		return organization.addMessage(conversation);
	});
	const emitted = [...(await world.poll()), ...(await world.poll())];
	expect(emitted).toHaveLength(young.length);
	world.pass(50 * 60);
	for (const message of late) organization.showMessage(message);
	world.pass(11 * 60);
	let polls = 0;
	world.cost();
	while (emitted.length < 1430 && polls < 90) {
		world.pass(5);
		emitted.push(...(await world.poll()));
		polls++;
		expect(world.cost().requests).toBeLessThanOrEqual(70);
	}
	expect(new Set(emitted).size).toBe(1430);
	expect(world.trigger.state.length).toBeLessThan(1_000_000);
});

test('fifty conversations that are to be read again do not make an idle poll dearer', async () => {
	const organization = await begin('lastActivityFirst');
	const conversations = addConversations(organization, 50);
	await world.activate();
	for (const conversation of conversations) organization.addMessage(conversation);
	expect(await world.poll()).toHaveLength(50);
	for (let n = 0; n < 30; n++) {
		world.cost();
		world.pass(60);
		expect(await world.poll()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(1 + 4);
	}
});

test('a conversation with more messages than there is time for is not taken for read', async () => {
	const organization = await begin('lastActivityFirst', 'stable', 2);
	const conversation = addConversations(organization, 3)[0]!;
	await world.activate();
	const messages = Array.from({ length: 9 }, () => {
		world.pass(1);
		return organization.addMessage(conversation).number;
	});
	world.trigger.budget = 0;
	await world.poll();
	world.trigger.budget = 300_000;
	await world.poll();
	expect([...world.emitted.keys()].sort((a, b) => a - b)).toEqual(messages);
	expect(Math.max(...world.emitted.values())).toBe(1);
});
