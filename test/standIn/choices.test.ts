import { MINUTE, SECOND, toTimestamp } from '../../dev/standIn/microseconds';
import { LIST_ORDERS } from '../../dev/standIn/orders';
import type { StandInOptions } from '../../dev/standIn/server';
import { Acme } from './acme';

const NOON = Date.UTC(2026, 2, 10, 12) * 1000;

let acme: Acme;
let time: number;
afterEach(async () => await acme.standIn.stop());

async function start(options: StandInOptions = {}): Promise<Acme> {
	time = NOON;
	acme = new Acme({ clock: () => time, ...options });
	await acme.standIn.start();
	return acme;
}

const listed = async (segments: string[], query: Record<string, string> = {}) =>
	(await acme.get(segments, query)).body.data;

test.each([
	['newestFirst', ['Cleo', 'Ben', 'Ada']],
	['oldestFirst', ['Ada', 'Ben', 'Cleo']],
	['lastEditedFirst', ['Ben', 'Cleo', 'Ada']],
	['name', ['Ada', 'Ben', 'Cleo']],
] as const)('companies come %s', async (order, names) => {
	await start({ order: { companies: order } });
	const { companies } = acme.organization;
	for (const { number } of [...companies.visible()]) companies.delete(number);
	const [, ben] = ['Ada', 'Ben', 'Cleo'].map((name, n) =>
		companies.create({ name }, { createdAt: NOON + n * SECOND }),
	);
	companies.edit(ben?.number ?? 0, { address: '12 Main Street' });
	expect((await listed(['companies'])).map(({ name }) => name)).toEqual(names);
});

test.each([...LIST_ORDERS, 'lastActivityFirst' as const])(
	'pages of messages and conversations that come %s hold each record once',
	async (order) => {
		await start({ order, cursors: 'record', longestPage: 7 });
		const { organization, records } = acme;
		for (let n = 0; n < 30; n++) {
			const conversation = organization.addConversation(records.contact.number, NOON - n * MINUTE);
			organization.addMessage(conversation, {}, { createdAt: NOON + ((n * 7) % 30) * SECOND });
			organization.addMessage(records.conversation, { subject: `${n}` });
		}
		const conversation = acme.id('conversation', records.conversation);
		for (const path of [['conversations'], ['conversations', conversation, 'messages']]) {
			const seen = new Set<string>();
			let cursor: string | null = null;
			do {
				const query: Record<string, string> = cursor === null ? {} : { cursor };
				const { data, pagination } = (await acme.get(path, query)).body;
				for (const { conversation_id, message_id } of data)
					seen.add(String(message_id ?? conversation_id));
				cursor = pagination.next_cursor;
			} while (cursor !== null);
			expect(seen.size).toBe(31);
		}
	},
);

test('a conversation moves to the top with its last activity, but not by being read', async () => {
	await start({ order: 'lastActivityFirst' });
	const { organization, records } = acme;
	const old = organization.addConversation(records.contact.number, NOON - MINUTE);
	const first = async () => (await listed(['conversations']))[0]?.conversation_id;
	organization.conversations.edit(old.number, { isRead: false, folder: 'done' });
	expect(await first()).toBe(acme.id('conversation', records.conversation));
	time += MINUTE;
	const draft = organization.addDraft(old);
	expect(await first()).toBe(acme.id('conversation', records.conversation));
	organization.sendDraft(draft);
	expect(await first()).toBe(acme.id('conversation', old));
	expect(old.lastActivityAt).toBe(time);
});

test.each([
	['start', 0],
	['lastActivity', 1],
	['ignored', 1],
] as const)('dates of conversations compare %s', async (conversations, found) => {
	await start({ dates: { conversations } });
	time += MINUTE;
	acme.organization.addMessage(acme.records.conversation);
	const start_date = toTimestamp(NOON + SECOND);
	expect(await listed(['conversations'], { start_date })).toHaveLength(found);
});

test('windows of the audit log are half-open, to the microsecond', async () => {
	await start();
	const { auditLog } = acme.organization;
	const record = { type: 'conversation', number: acme.records.conversation.number } as const;
	for (const at of [0, 1, 2]) auditLog.record('update', record, [], { createdAt: NOON + 10 + at });
	const window = { start_date: toTimestamp(NOON + 10), end_date: toTimestamp(NOON + 12) };
	const found = await listed(['audit-logs'], { ...window, record_type: 'conversation' });
	expect(found.map(({ occurred_at }) => occurred_at)).toEqual(
		[11, 10].map((at) => toTimestamp(NOON + at)),
	);
	expect(await listed(['audit-logs'], { action_type: 'delete' })).toEqual([]);
});

test('records become visible late, by the clock or when a test says so', async () => {
	await start({ delays: { auditLog: MINUTE } });
	const { organization, records } = acme;
	const hidden = organization.contacts.create({ name: 'Late' }, { hidden: true });
	const path = ['contacts', acme.id('contact', hidden)];
	expect((await acme.get(path)).status).toBe(404);
	organization.contacts.show(hidden.number);
	expect((await acme.get(path)).status).toBe(200);

	expect(await listed(['audit-logs'])).toHaveLength(0);
	time += MINUTE;
	expect(await listed(['audit-logs'])).toHaveLength(2);

	const late = organization.addMessage(records.conversation, {}, { hidden: true });
	expect(records.conversation.lastActivityAt).toBe(NOON);
	organization.showMessage(late);
	expect(records.conversation.lastActivityAt).toBe(time);
});

test('a rate limit refuses, counts, and says when to come back', async () => {
	await start({ rateLimit: { count: 2, seconds: 60 } });
	const responses = [];
	for (let n = 0; n < 4; n++) responses.push(await acme.get(['contacts']));
	expect(responses.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
	expect(responses[3]?.headers.get('Retry-After')).toBe('60');
	expect(acme.standIn.rateLimiter?.refused).toBe(2);
});

test('unknown fields and odd values come as a test gives them', async () => {
	await start();
	acme.organization.sales.create({ extra: { notes: 'Old', created_at: 'soon', owner_id: null } });
	const [sale] = await listed(['sales']);
	expect(sale).toMatchObject({ notes: 'Old', created_at: 'soon' });
});

test('hundreds of thousands of records are made and listed quickly', async () => {
	await start();
	const { organization, records } = acme;
	for (let n = 0; n < 20_000; n++) organization.addMessage(records.conversation);
	organization.contacts.createMany(Array.from({ length: 100_000 }, () => ({ fields: {} })));
	const path = ['conversations', acme.id('conversation', records.conversation), 'messages'];
	expect(await listed(path, { limit: '500' })).toHaveLength(500);
	expect(await listed(['contacts'], { limit: '500' })).toHaveLength(500);
});
