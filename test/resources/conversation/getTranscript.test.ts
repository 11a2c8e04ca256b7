import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';
import { LIST_ORDERS } from '../../../dev/standIn/orders';
import type { StoredConversation } from '../../../dev/standIn/store';

const AT = Date.UTC(2026, 3, 1, 7, 15) * 1000;
const MINUTE = 60_000_000;

interface Transcript {
	conversation_id: string;
	contact?: IDataObject | null;
	messages: IDataObject[];
	transcript: string;
}

describe.each(LIST_ORDERS)('messages listed by %s', (order) => {
	const fixture = useStandIn({ order });
	let conversation: StoredConversation;

	beforeEach(() => {
		const ada = fixture.organization.contacts.create({
			name: 'Ada\nExample',
			email: 'a@x.example',
		});
		conversation = fixture.organization.addConversation(ada.number, AT);
	});

	const get = async (parameters: INodeParameters = {}) => {
		const conversationId = byId(fixture.standIn.idOf('conversation', conversation));
		const base = { resource: 'conversation', operation: 'getTranscript', conversationId };
		fixture.standIn.forget();
		const setup = { ...fixture.setup({ ...base, ...parameters }), timezone: 'Europe/Berlin' };
		const output = await execute(setup);
		expect(output).toHaveLength(1);
		return output[0]!.json as Transcript & IDataObject;
	};

	test('what was said comes oldest first, with who and when above it', async () => {
		const { organization } = fixture;
		const said = [
			{ subject: 'A leak', content: '<p>Hello,</p><p>it leaks &amp; drips.</p>' },
			{ message_direction: 'sent', subject: 'A leak', content: 'Tuesday?\nAt ten?' },
			{ modality: 'text', content: 'Is 1 < 2 <b>?' },
			{ modality: 'call', call_transcript: 'A: Hi.\nB: Bye.', extra: { message_direction: null } },
			{ modality: 'form_request', form_request_body: { service: 'Roof', size: 3 } },
			{ subject: 'Empty', content: '<p></p>' },
		];
		for (const n of [3, 0, 5, 1, 4, 2]) {
			organization.addMessage(conversation, { ...said[n], sentAt: AT + n * MINUTE + 1 });
		}
		organization.addDraft(conversation, { content: 'A draft', draftedAt: AT + 9 * MINUTE });
		const output = await get();
		const { transcript, messages, conversation_id } = output;
		// In the editor, the fields of the messages take several screens.
		expect(Object.keys(output)).toEqual(['conversation_id', 'transcript', 'messages']);
		expect(fixture.standIn.identifiers.decode(conversation_id)?.number).toBe(conversation.number);
		expect(transcript).toBe(
			[
				'2026-04-01 09:15, Customer: A leak\nHello,\nit leaks & drips.',
				'2026-04-01 09:16, Us\nTuesday?\nAt ten?',
				'2026-04-01 09:17, Customer\nIs 1 < 2 <b>?',
				'2026-04-01 09:18, Customer\nA: Hi.\nB: Bye.',
				'2026-04-01 09:19, Customer\nservice: Roof\nsize: 3',
				'2026-04-01 09:20, Customer: Empty',
			].join('\n\n'),
		);
		expect(messages.map(({ direction }) => direction)).toEqual([
			...['received', 'sent', 'received', 'received', 'received', 'received'],
		]);
		expect(messages[0]).toEqual({
			sent_at: '2026-04-01T07:15:00.000001Z',
			direction: 'received',
			modality: 'email',
			subject: 'A leak',
			text: 'Hello,\nit leaks & drips.',
		});
		expect(messages[2]).toMatchObject({ modality: 'text', subject: null });
		expect(fixture.sent()).toHaveLength(1);
	});

	test('what was said in the same second stays in its order, where the list has one', async () => {
		for (let n = 0; n < 9; n++) {
			const sentAt = AT + Math.floor(n / 3) * MINUTE;
			fixture.organization.addMessage(conversation, { content: `${n}`, sentAt });
		}
		for (const lastMessages of [1, 2, 3, 5, 9]) {
			const { messages } = await get({ lastMessages });
			expect(messages).toHaveLength(lastMessages);
			if (order === 'newestFirst' || order === 'oldestFirst') {
				const texts = [...'012345678'].slice(-lastMessages);
				expect(messages.map(({ text }) => text)).toEqual(texts);
			}
		}
	});

	test('the newest ones, at as many requests as there are pages', async () => {
		for (let n = 0; n < 7; n++) {
			fixture.organization.addMessage(conversation, { content: `${n}`, sentAt: AT + n });
			fixture.organization.addDraft(conversation, { content: 'A draft', draftedAt: AT + 90 + n });
		}
		fixture.standIn.longestPage = 4;
		const textsOf = async (lastMessages: number) =>
			(await get({ lastMessages })).messages.map(({ text }) => text);
		expect(await textsOf(3)).toEqual(['4', '5', '6']);
		expect(fixture.sent()).toHaveLength(4);
		expect(await textsOf(1)).toEqual(['6']);
		expect(await textsOf(500)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
	});

	test('by name, with the contact beside it, at two requests more', async () => {
		fixture.organization.addMessage(conversation, { content: 'Hi', sentAt: AT });
		fixture.organization.addMessage(conversation, {
			content: 'Hello',
			message_direction: 'sent',
			sentAt: AT + MINUTE,
		});
		const { transcript, contact } = await get({ options: { includeContact: true } });
		expect(transcript).toBe('2026-04-01 09:15, Ada Example\nHi\n\n2026-04-01 09:16, Us\nHello');
		expect(contact).toEqual(
			fixture.standIn.show(
				fixture.organization.contacts,
				fixture.organization.contacts.visible()[0]!,
			),
		);
		expect(fixture.sent()).toHaveLength(3);
	});
});

describe('a transcript', () => {
	const fixture = useStandIn();

	const setupOf = (conversation: StoredConversation, parameters: INodeParameters = {}) =>
		fixture.setup({
			resource: 'conversation',
			operation: 'getTranscript',
			conversationId: byId(fixture.standIn.idOf('conversation', conversation)),
			...parameters,
		});

	test('of a conversation without messages is empty', async () => {
		const conversation = fixture.organization.addConversation(1);
		const [item] = await execute(setupOf(conversation));
		expect(item?.json).toMatchObject({ messages: [], transcript: '' });
	});

	test('without a contact that HyperRep has, or that has a name, is by the customer', async () => {
		const { organization } = fixture;
		const { number } = organization.contacts.create({ email: 'a@x.example' });
		for (const contact of [number, 9_999]) {
			const conversation = organization.addConversation(contact);
			organization.addMessage(conversation, { content: 'Hi', sentAt: AT });
			const [item] = await execute(setupOf(conversation, { options: { includeContact: true } }));
			expect(item?.json.transcript).toMatch(/, Customer\nHi$/);
			expect(item?.json.contact === null).toBe(contact !== number);
		}
	});

	test.each([null, ''])('leaves out what was never sent (sent_at %j)', async (sent_at) => {
		const conversation = fixture.organization.addConversation(1);
		fixture.organization.addMessage(conversation, { content: 'Draft', extra: { sent_at } });
		const [item] = await execute(setupOf(conversation));
		expect(item?.json.messages).toEqual([]);
	});

	test('of a message with an odd date has it at its end', async () => {
		const conversation = fixture.organization.addConversation(1);
		fixture.organization.addMessage(conversation, { content: 'Odd', extra: { sent_at: 'today' } });
		fixture.organization.addMessage(conversation, { content: 'Hi', sentAt: AT });
		const [item] = await execute(setupOf(conversation));
		expect(item?.json.transcript).toMatch(/^2026-04-01 .*\nHi\n\ntoday, Customer\nOdd$/);
	});

	test.each(['2026-04-01T07:15:00', '2026-04-01 07:15:00+00', '2026-04-01T09:15:00.5+02:00'])(
		'shows the moment by which it is in order, however it is written: %s',
		async (sent_at) => {
			const conversation = fixture.organization.addConversation(1);
			fixture.organization.addMessage(conversation, { content: 'Hi', extra: { sent_at } });
			const [item] = await execute({ ...setupOf(conversation), timezone: 'Europe/Berlin' });
			expect(item?.json.transcript).toBe('2026-04-01 09:15, Customer\nHi');
		},
	);

	test.each([0, 501, 1.5, 'many'])(
		'of %s messages is refused before any request',
		async (count) => {
			const conversation = fixture.organization.addConversation(1);
			const failure = await failureOf(execute(setupOf(conversation, { lastMessages: count })));
			expect(failure.message).toContain("'Last Messages' must be a whole number from 1 to 500");
			expect(fixture.sent()).toEqual([]);
		},
	);

	test('is not made of half of the messages', async () => {
		const conversation = fixture.organization.addConversation(1);
		for (let n = 0; n < 4; n++) fixture.organization.addMessage(conversation);
		fixture.standIn.longestPage = 2;
		const body = '{"detail":"API Key has expired"}';
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 403, body, type: 'application/json' },
			skip: 1,
		});
		const failure = await failureOf(execute(setupOf(conversation)));
		expect(failure.message).toMatch(
			/^Could not list the messages of the conversation ".*": API Key/,
		);
	});
});
