import { failureOf } from '../useStandIn';
import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import type { Organization, StoredConversation } from '../../dev/standIn/store';
import { IDS, World } from './fixture';
import { messageReceived, messageSent } from './subjects';

let world: World;

/** Conversations that began an hour after one another, the last one a day ago, with some messages each. */
function addConversations(organization: Organization, count: number, messages: number) {
	const end = world.time - 24 * 60 * MINUTE;
	return Array.from({ length: count }, (_, n): StoredConversation => {
		const startAt = end - (count - n) * 60 * MINUTE;
		const conversation = organization.addConversation(1_000_000 + n, startAt);
		for (let m = 0; m < messages; m++) {
			organization.addMessage(conversation, { sentAt: startAt + m * SECOND });
		}
		return conversation;
	});
}

async function begin(order: 'lastActivityFirst' | 'none', ids = IDS[0] ?? 'stable') {
	world = await new World({ subject: messageReceived, order, ids }, { isJudged: false }).start();
	return world.organization;
}

describe.each(IDS)('%s IDs', (ids) => {
	test('a message comes with its conversation as the list shows it', async () => {
		const organization = await begin('lastActivityFirst', ids);
		const conversation = addConversations(organization, 3, 2)[0]!;
		await world.activate();
		world.pass(10);
		organization.addMessage(conversation, { content: 'Hello', message_direction: 'received' });
		const [message] = await world.trigger.poll();
		expect(message).toMatchObject({
			content: 'Hello',
			conversation: { folder: 'inbox', last_activity_at: message?.sent_at },
		});
	});

	test('sent messages, drafts and drafts that are sent later never come; other directions do', async () => {
		const organization = await begin('none', ids);
		const conversation = addConversations(organization, 3, 2)[0]!;
		await world.activate();
		const draft = organization.addDraft(conversation);
		const unclear = organization.addDraft(conversation, { message_direction: '' });
		const numbers = ['received', 'incoming', ''].map((message_direction) => {
			world.pass(1);
			return organization.addMessage(conversation, { message_direction }).number;
		});
		world.pass(1);
		const odd = organization.addMessage(conversation, { extra: { message_direction: null } });
		organization.addMessage(conversation, { message_direction: 'sent' });
		expect(await world.poll()).toEqual([...numbers, odd.number]);
		world.pass(10);
		organization.sendDraft(draft);
		organization.sendDraft(unclear);
		for (let n = 0; n < 3; n++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
	});

	test('Message Sent brings what your side sent, and drafts once they are sent', async () => {
		world = await new World({ subject: messageSent, order: 'none', ids }).start();
		const { organization } = world;
		const conversation = addConversations(organization, 3, 2)[0]!;
		await world.activate();
		const drafts = ['sent', 'received'].map((message_direction) =>
			organization.addDraft(conversation, { message_direction }),
		);
		world.pass(1);
		const { number } = organization.addMessage(conversation, { message_direction: 'sent' });
		for (const message_direction of ['received', '', 'SENT']) {
			world.pass(1);
			organization.addMessage(conversation, { message_direction });
		}
		expect(await world.poll()).toEqual([number]);
		world.pass(3600);
		for (const draft of drafts) organization.sendDraft(draft);
		expect(await world.poll()).toEqual([drafts[0]?.number]);
		world.pass(60);
		expect(await world.poll()).toEqual([]);
	});

	test('one that becomes visible late behind a younger one comes', async () => {
		const organization = await begin('lastActivityFirst', ids);
		const conversations = addConversations(organization, 8, 2);
		await world.activate();
		world.pass(10);
		const late = conversations.map((conversation) =>
			organization.addMessage(conversation, { sentAt: world.time }, { hidden: true }),
		);
		world.pass(10);
		const young = conversations.map((conversation) => organization.addMessage(conversation));
		expect((await world.poll()).sort()).toEqual(young.map(({ number }) => number).sort());
		for (const [n, message] of late.entries()) {
			world.pass(35);
			organization.showMessage(message);
			if (n % 2 === 0) await world.poll();
		}
		for (let n = 0; n < 6; n++) {
			world.pass(60);
			await world.poll();
		}
		expect([...world.emitted.values()].every((times) => times === 1)).toBe(true);
		expect(world.emitted.size).toBe(16);
	});

	test('a conversation that moves on while the list is read brings each message once', async () => {
		const organization = await begin('lastActivityFirst', ids);
		const conversation = addConversations(organization, 5, 2)[0]!;
		await world.activate();
		const { faults } = world.standIn;
		const add = () => {
			world.pass(1);
			return organization.addMessage(conversation).number;
		};
		world.standIn.longestPage = 2;
		const expected = [add(), add(), add()];
		expect(await world.poll()).toEqual(expected);
		const next = [add()];
		// It moves on between two readings of the list.
		faults.add({
			fault: { kind: 'meanwhile', act: () => void next.push(add()) },
			skip: 1,
			times: 1,
		});
		const came = await world.poll();
		came.push(...(await world.poll()));
		expect(came).toEqual(next);
	});

	test('one that becomes visible late at the very moment of another one that has moved on brings its message', async () => {
		const organization = await begin('none', ids);
		const conversation = addConversations(organization, 3, 2)[0]!;
		await world.activate();
		world.pass(10);
		const first = organization.addMessage(conversation);
		const hidden = organization.addConversation(9_000_000, world.time - 1, {}, { hidden: true });
		const late = organization.addMessage(hidden);
		expect(await world.poll()).toEqual([first.number]);
		world.pass(10);
		const second = organization.addMessage(conversation);
		expect(await world.poll()).toEqual([second.number]);
		world.pass(10);
		organization.conversations.show(hidden.number);
		expect(await world.poll()).toEqual([late.number]);
		world.pass(60);
		expect(await world.poll()).toEqual([]);
	});

	test('a conversation that appears late brings its message', async () => {
		const organization = await begin('none', ids);
		addConversations(organization, 5, 2);
		await world.activate();
		world.pass(10);
		const hidden = organization.addConversation(9_000_000, world.time, {}, { hidden: true });
		const message = organization.addMessage(hidden);
		for (let n = 0; n < 4; n++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
		organization.conversations.show(hidden.number);
		expect(await world.poll()).toEqual([message.number]);
		expect(await world.poll()).toEqual([]);
	});
});

test.each(['lastActivityFirst', 'none'] as const)(
	'among 2,000 conversations, order "%s", polls cost what docs/guarantees.md says',
	async (order) => {
		const organization = await begin(order);
		const conversations = addConversations(organization, 2000, 3);
		await world.activate();
		expect(world.cost().requests).toBeLessThanOrEqual(20);
		await world.poll();
		world.cost();
		const whole = order === 'none' ? 5 : 1;
		for (let minute = 0; minute < 20; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBeLessThanOrEqual(whole + (order === 'none' ? 4 : 1));
		}
		const first = conversations[0]!;
		const { number } = organization.addMessage(first);
		expect(await world.poll()).toEqual([number]);
		expect(world.cost().requests).toBeLessThanOrEqual(whole + 2);
		for (let minute = 0; minute < 10; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBeLessThanOrEqual(whole + 4);
		}
		for (const conversation of conversations.slice(0, 50)) organization.addMessage(conversation);
		world.pass(1);
		expect(await world.poll()).toHaveLength(50);
		expect(world.cost().requests).toBeLessThanOrEqual(whole + 1 + 2 * 50);
		expect(world.standIn.mostInFlight).toBeLessThanOrEqual(16);
	},
);

test('an activity without a new message costs a read, and emits nothing', async () => {
	const organization = await begin('lastActivityFirst');
	const conversations = addConversations(organization, 30, 2);
	await world.activate();
	await world.poll();
	world.pass(60);
	world.cost();
	const [first] = conversations;
	organization.conversations.edit(first?.number ?? 0, { lastActivityAt: world.time });
	expect(await world.poll()).toEqual([]);
	expect(world.cost().requests).toBeLessThanOrEqual(2);
});

test('what the time does not allow comes with the next polls', async () => {
	const organization = await begin('lastActivityFirst');
	const conversations = addConversations(organization, 120, 1);
	await world.activate();
	world.pass(5);
	const messages = conversations.map((conversation) => organization.addMessage(conversation));
	world.trigger.budget = 0;
	for (let n = 0; n < 20; n++) await world.poll();
	world.trigger.budget = 300_000;
	await world.poll();
	world.expectOnce(messages.map(({ number, createdAt: at }) => ({ number, at })));
});

test.each(IDS)(
	'a conversation that takes longer than one poll has time for is read on in the next ones, %s IDs',
	async (ids) => {
		const organization = await begin('lastActivityFirst', ids);
		const [long, short] = addConversations(organization, 2, 1);
		await world.activate();
		const write = (conversation = long!) => {
			world.pass(1);
			const { number, createdAt: at } = organization.addMessage(conversation);
			return { number, at };
		};
		const messages = Array.from({ length: 60 }, () => write());
		messages.push(write(short));
		world.standIn.longestPage = 5;
		world.standIn.latency = 120;
		world.trigger.budget = 0;
		expect(await world.poll()).toHaveLength(6);
		world.standIn.latency = 0;
		for (let n = 0; n < 60; n++) {
			world.pass(30);
			if (n % 5 === 4 && n < 30) messages.push(write());
			if (n % 7 === 6 && n < 20) world.trigger.restart();
			await world.poll();
		}
		world.expectOnce(messages);
		world.cost();
		await world.poll();
		expect(world.cost().requests).toBeLessThanOrEqual(5);
	},
);

test.each(IDS)(
	'messages of one microsecond on different parts of a conversation come once each, %s IDs',
	async (ids) => {
		const organization = await begin('lastActivityFirst', ids);
		const [long] = addConversations(organization, 1, 1);
		await world.activate();
		world.pass(10);
		const messages = Array.from({ length: 23 }, (_, n) =>
			organization.addMessage(long!, { subject: `Subject ${n}` }),
		);
		world.standIn.longestPage = 3;
		world.trigger.budget = 0;
		for (let n = 0; n < 30; n++) {
			world.pass(30);
			await world.poll();
		}
		world.expectOnce(messages.map(({ number, createdAt: at }) => ({ number, at })));
	},
);

test.each(IDS)(
	'a late message comes from a conversation that is read in parts, %s IDs',
	async (ids) => {
		const organization = await begin('lastActivityFirst', ids);
		const [long] = addConversations(organization, 2, 1);
		await world.activate();
		world.pass(10);
		const late = organization.addMessage(long!, { sentAt: world.time }, { hidden: true });
		const things = Array.from({ length: 20 }, () => {
			world.pass(1);
			return organization.addMessage(long!);
		});
		world.standIn.longestPage = 5;
		world.trigger.budget = 0;
		for (let n = 0; n < 20; n++) {
			world.pass(30);
			if (n === 7) organization.showMessage(late);
			await world.poll();
		}
		world.expectOnce([late, ...things].map(({ number, createdAt: at }) => ({ number, at })));
	},
);

describe('a conversation whose messages HyperRep does not give', () => {
	const HTML = { body: '<html>Not Found</html>', type: 'text/html' };
	const json = (detail: unknown) => ({
		body: JSON.stringify({ detail }),
		type: 'application/json',
	});

	/** Ten conversations with a new message each, and the first of them. */
	async function beginWithNews() {
		const organization = await begin('none');
		const conversations = addConversations(organization, 10, 1);
		await world.activate();
		const messages = conversations.map((conversation) => {
			world.pass(1);
			return organization.addMessage(conversation);
		});
		const first = conversations[0]!;
		if (first === undefined) throw new Error('There are no conversations');
		return { organization, messages, first, id: world.standIn.idOf('conversation', first) };
	}

	test('one that was deleted after the list has shown it does not stop the poll', async () => {
		const { organization, messages, first } = await beginWithNews();
		const act = () => organization.conversations.delete(first.number);
		world.standIn.faults.add({
			fault: { kind: 'meanwhile', act },
			matches: ({ path }) => path.endsWith('/messages'),
			times: 1,
		});
		expect(await world.poll()).toEqual(messages.slice(1).map(({ number }) => number));
		expect(await world.poll()).toEqual([]);
	});

	test.each([
		[404, json('Conversation not found')],
		[410, json('Gone')],
		[400, json('Invalid conversation_id')],
	])('a %i of its messages and of itself says that it is gone', async (status, response) => {
		const { messages, id } = await beginWithNews();
		world.standIn.faults.add({
			fault: { kind: 'status', status, ...response },
			matches: ({ path }) => path.includes(id),
		});
		expect(await world.poll()).toEqual(messages.slice(1).map(({ number }) => number));
	});

	test.each([
		['a 404 while the conversation itself is still there', 404, json('Conversation not found')],
		['a 410 while the conversation itself is still there', 410, json('Gone')],
		['a 400 while the conversation itself is still there', 400, json('Invalid conversation_id')],
		['a 404 of a proxy', 404, HTML],
		['a 410 of a proxy', 410, HTML],
		['a 400 about the limit', 400, json('limit must be at most 100')],
		['a 400 about the start date', 400, json('Invalid start_date')],
		['a 400 without words', 400, HTML],
		['a 422 about the limit', 422, json([{ loc: ['query', 'limit'], msg: 'too large' }])],
		['a 422 about the ID', 422, json([{ loc: ['path', 'conversation_id'], msg: 'odd' }])],
	])('%s fails the poll and the test event, and loses nothing', async (_, status, response) => {
		const { messages } = await beginWithNews();
		const { faults } = world.standIn;
		faults.add({
			fault: { kind: 'status', status, ...response },
			matches: ({ path }) => path.endsWith('/messages'),
		});
		for (let n = 0; n < 8; n++) {
			world.pass(60);
			expect((await failureOf(world.poll())).httpCode).toBe(String(status));
		}
		expect((await failureOf(world.trigger.fetchTestEvent())).httpCode).toBe(String(status));
		faults.clear();
		expect(await world.poll()).toEqual(messages.map(({ number }) => number));
	});

	test('a proxy that responds with 404 to everything below a conversation is nobody who knows', async () => {
		const { messages, id } = await beginWithNews();
		const { faults } = world.standIn;
		faults.add({
			fault: { kind: 'status', status: 404, ...HTML },
			matches: ({ path }) => path.includes(id),
		});
		expect((await failureOf(world.poll())).httpCode).toBe('404');
		faults.clear();
		expect(await world.poll()).toHaveLength(messages.length);
	});

	test.each([404, 400])('at an activation, a %i of its messages fails it', async (status) => {
		const organization = await begin('none');
		organization.addMessage(organization.addConversation(9_000_000, world.time));
		world.standIn.faults.add({
			fault: { kind: 'status', status, ...json('limit must be at most 100') },
			matches: ({ path }) => path.endsWith('/messages'),
		});
		expect((await failureOf(world.activate())).httpCode).toBe(String(status));
	});
});

test('a page of messages that is refused fails the poll, and loses nothing', async () => {
	const organization = await begin('none');
	world.standIn.longestPage = 2;
	const [old] = addConversations(organization, 3, 5);
	organization.addConversation(9_000_000, world.time);
	world.trigger.change({ startFrom: 'all' });
	world.standIn.faults.add({
		fault: { kind: 'status', status: 400 },
		matches: ({ path, query }) =>
			path.includes(world.standIn.idOf('conversation', old ?? { number: 0 })) &&
			query.cursor !== undefined,
		times: 1,
	});
	await failureOf(world.poll());
	expect(await world.poll()).toHaveLength(15);
});

test('without a message there is none to show', async () => {
	const organization = await begin('none');
	expect((await failureOf(world.trigger.fetchTestEvent())).message).toBe(
		'The organization has no received messages yet',
	);
	addConversations(organization, 3, 2);
	const [message] = await world.trigger.fetchTestEvent();
	expect(message).toMatchObject({
		message_direction: 'received',
		conversation: { folder: 'inbox' },
	});
});

describe('a beginning with everything, of more than a poll takes', () => {
	const CONVERSATIONS = 1100;

	test.each([
		['stable', 'lastActivityFirst'],
		['stable', 'none'],
		['re-encoded', 'lastActivityFirst'],
	] as const)('%s IDs, the order %s: each message comes once', async (ids, order) => {
		const organization = await begin(order, ids);
		const conversations = addConversations(organization, CONVERSATIONS, 10);
		world.trigger.change({ startFrom: 'all' });
		const emitted: number[] = [];
		for (let n = 0; n < 4; n++) {
			emitted.push(...(await world.poll()));
			world.pass(60);
			// Somebody writes again in one that was read, and in one that was perhaps not.
			for (const conversation of [conversations[0], conversations.at(-1)]) {
				if (conversation !== undefined && n < 2) organization.addMessage(conversation);
			}
			world.pass(60);
		}
		expect(emitted).toHaveLength(CONVERSATIONS * 10 + 4);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect(world.trigger.state.length).toBeLessThan(1_000_000);
	});

	test('conversations that began before others went on bring all of their messages', async () => {
		const organization = await begin('none', 'stable');
		const began = world.time - 100 * 24 * 60 * MINUTE;
		const expected: number[] = [];
		const conversations = Array.from({ length: 2300 }, (_, n) => {
			const startAt = began + n * SECOND;
			const conversation = organization.addConversation(n, startAt);
			for (const sentAt of [startAt, startAt + (n + 1) * 60 * MINUTE]) {
				expected.push(organization.addMessage(conversation, { sentAt }).number);
			}
			return conversation;
		});
		world.trigger.change({ startFrom: 'all' });
		const emitted: number[] = [];
		for (let n = 0; n < 6; n++) {
			emitted.push(...(await world.poll()));
			world.pass(60);
			const conversation = conversations[n];
			if (conversation !== undefined && n < 3) {
				expected.push(organization.addMessage(conversation).number);
			}
		}
		const inOrder = (a: number, b: number) => a - b;
		expect(emitted.sort(inOrder)).toEqual(expected.sort(inOrder));
	});

	test.each(IDS)(
		'with few records a run, one that is resumed does not repeat what was emitted, with %s IDs',
		async (ids) => {
			const organization = await begin('lastActivityFirst', ids);
			const conversations = addConversations(organization, 20, 3);
			world.trigger.change({ startFrom: 'all', options: { maxRecords: 4 } });
			const emitted: number[] = [];
			for (let n = 0; n < 6; n++) {
				world.pass(6 * 60);
				emitted.push(...(await world.poll()));
			}
			// All of these were emitted, while others still wait.
			for (const conversation of conversations.slice(0, 3)) {
				world.pass(1);
				organization.addMessage(conversation);
			}
			for (let n = 0; n < 20; n++) {
				world.pass(60);
				emitted.push(...(await world.poll()));
			}
			expect(new Set(emitted).size).toBe(63);
			expect(emitted).toHaveLength(63);
		},
	);

	test('with few records a run, the rest comes in order, and only what comes next is read again', async () => {
		const organization = await begin('lastActivityFirst');
		const conversations = addConversations(organization, CONVERSATIONS, 1);
		await world.activate();
		const expected = conversations.map((conversation) => {
			world.pass(0.001);
			return organization.addMessage(conversation).number;
		});
		const { trigger } = world;
		const emitted: number[] = [];
		trigger.change({ options: { maxRecords: 3 } });
		for (let n = 0; n < 5; n++) {
			world.pass(1);
			world.cost();
			emitted.push(...(await world.poll()));
			if (n > 0) expect(world.cost().requests).toBeLessThan(20);
		}
		expect(emitted).toEqual(expected.slice(0, 15));
		trigger.change({ options: {} });
		for (let n = 0; n < 4; n++) {
			world.pass(1);
			emitted.push(...(await world.poll()));
		}
		expect(emitted).toEqual(expected);
	});
});
