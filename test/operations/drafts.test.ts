import { createRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import type { StoredConversation } from '../../dev/standIn/store';

const fixture = useStandIn();
let conversation: StoredConversation;

beforeEach(() => {
	const contact = fixture.organization.contacts.create({ name: 'Diana' });
	conversation = fixture.organization.addConversation(contact.number);
});

const message = (parameters: INodeParameters = {}) =>
	fixture.setup({
		resource: 'messageDraft',
		operation: 'create',
		modality: 'email',
		toEmail: 'diana@example.com',
		bodyHtml: 'Hello',
		...parameters,
	});

const reply = (parameters: INodeParameters = {}) =>
	fixture.setup({
		resource: 'responseDraft',
		operation: 'upsert',
		conversationId: byId(fixture.standIn.idOf('conversation', conversation)),
		bodyHtml: 'Hello',
		...parameters,
	});

const KINDS = [
	['a first message', message],
	['a reply', reply],
] as const;

const bodies = () => fixture.sent().map(({ body }) => body as IDataObject);

describe.each(KINDS)('%s', (_, setup) => {
	test.each<[string, INodeParameters, boolean, boolean]>([
		['as it is', {}, false, true],
		['without a notification', { notify: false }, false, false],
		['sent now', { sendNow: true }, true, false],
		['sent now, with what was chosen before', { sendNow: true, notify: true }, true, false],
		['sent now, as text', { sendNow: 'TRUE', notify: 'nonsense' }, true, false],
		['not sent now, as text', { sendNow: 'no', notify: '={{ 0 }}' }, false, false],
	])('%s says both whether it is sent and whether people are told', async (_, more, sent, told) => {
		await execute(setup(more));
		expect(bodies()).toMatchObject([{ autosend_draft: sent, add_notification: told }]);
	});

	test.each([
		'={{ $fromAI("sendNow", "", "boolean") }}',
		"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Send_Now', ``, 'boolean') }}",
		'={{ $fromai("send") }}',
	])('Send Now as %s is refused', async (sendNow) => {
		const failure = await failureOf(execute(setup({ sendNow })));
		expect(failure.message).toMatch(/^'Send Now' cannot be decided by an AI model$/);
		expect(fixture.sent()).toEqual([]);
	});

	// n8n evaluates no expression in it, so that only the author of a workflow turns it on.
	test.each(['perhaps', '', 2, '={{ true }}', '={{ !!$fromAI("send") || true }}'])(
		'Send Now as %s is refused',
		async (sendNow) => {
			const failure = await failureOf(execute(setup({ sendNow } as INodeParameters)));
			expect(failure.message).toMatch(/^'Send Now' must be true or false, but it is /);
			expect(fixture.sent()).toEqual([]);
		},
	);

	test.each<[unknown, string[] | undefined]>([
		['a@example.com', ['a@example.com']],
		[' a@example.com ,b@example.com,\n', ['a@example.com', 'b@example.com']],
		[', ,', undefined],
		['', undefined],
		['={{ ["a@example.com", " b@example.com ", ""] }}', ['a@example.com', 'b@example.com']],
		['={{ [] }}', undefined],
		['={{ null }}', undefined],
		['["a@example.com", "b@example.com"]', ['a@example.com', 'b@example.com']],
		['\n [" a@example.com "]\n', ['a@example.com']],
		['[]', undefined],
		["o'hara+roof@mail.höhe.example", ["o'hara+roof@mail.höhe.example"]],
	])('copies as %j are sent as %j', async (ccEmails, expected) => {
		const additionalFields = { ccEmails, bccEmails: ccEmails } as INodeParameters;
		await execute(setup({ additionalFields }));
		expect(bodies()[0]?.cc_emails).toEqual(expected);
		expect(bodies()[0]?.bcc_emails).toEqual(expected);
	});

	test.each(['nobody', '"a@example.com"', '["a@example.com"', '={{ ({ a: 1 }) }}', '={{ NaN }}'])(
		'copies to %s are refused before any request',
		async (ccEmails) => {
			for (const sendNow of [true, false]) {
				const failure = await failureOf(
					execute(setup({ sendNow, additionalFields: { ccEmails } })),
				);
				expect(failure.message).toMatch(/^'CC Emails' (is not an email address|must be text)/);
			}
			expect(fixture.sent()).toEqual([]);
		},
	);

	describe('is never sent twice', () => {
		const run = async (more: object = {}) =>
			await execute({ ...setup({ sendNow: true }), ...more });

		test.each([
			['a 503', { kind: 'afterwards', status: 503 }],
			['a 503 of a proxy', { kind: 'status', status: 503, headers: { 'Retry-After': '0' } }],
			['a 500', { kind: 'afterwards', status: 500 }],
			['a response that is lost', { kind: 'afterwards' }],
			['a response that is cut off', { kind: 'truncate' }],
			['a receipt without an ID', { kind: 'change', change: () => ({ folder: 'inbox' }) }],
		] as const)('after %s, also when n8n runs the node again', async (_, fault) => {
			fixture.standIn.faults.add({ fault });
			const runData = createRunExecutionData();
			for (let n = 0; n < 3; n++) {
				const failure = await failureOf(run({ runData, retryOnFail: true }));
				expect(failure.message).toContain('The message may have been sent anyway');
				expect(failure.description).toMatch(/^Check HyperRep for /);
			}
			expect(fixture.sent()).toHaveLength(1);
		});

		test('by items that have sent, where another one fails and n8n runs the node again', async () => {
			const items = [{ body: 'A' }, { body: '' }, { body: 'C' }];
			const runData = createRunExecutionData();
			const more = { items, runData, retryOnFail: true, onError: 'continueErrorOutput' as const };
			const again = setup({ sendNow: true, bodyHtml: '={{ $json.body }}' });
			for (let n = 0; n < 3; n++) expect(await execute({ ...again, ...more })).toHaveLength(3);
			expect(bodies().map(({ body_html: body }) => body)).toEqual(['A', 'C']);
		});

		test('but a 429 says that nothing was done', async () => {
			fixture.standIn.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 });
			expect(await run()).toHaveLength(1);
			expect(fixture.sent()).toHaveLength(2);
		});
	});

	test('what may have been written is called a draft', async () => {
		fixture.standIn.faults.add({ fault: { kind: 'afterwards' } });
		const { message: text } = await failureOf(execute(setup()));
		expect(text).toContain('The draft may have been created anyway');
	});
});

test.each<[string, INodeParameters, IDataObject]>([
	[
		'an email',
		{ toPhoneNumber: '={{ ({}) }}', subject: 'Hi' },
		{ modality: 'email', to_email: 'diana@example.com', subject: 'Hi', body_html: 'Hello' },
	],
	[
		'an email with a subject alone',
		{ subject: 'Hi', bodyHtml: ' \n\u00a0' },
		{ modality: 'email', to_email: 'diana@example.com', subject: 'Hi' },
	],
	[
		'an email with a body alone',
		{ subject: '  ' },
		{ modality: 'email', to_email: 'diana@example.com', body_html: 'Hello' },
	],
	[
		'a text',
		{ modality: 'text', toPhoneNumber: ' (415) 555-0199 ', toEmail: 'nobody', subject: ['x'] },
		{ modality: 'text', to_phone_number: '(415) 555-0199', body_html: 'Hello' },
	],
	[
		'a text, as a model chose',
		{
			modality: '={{ $fromAI("modality", "", "string", "TEXT") }}',
			toPhoneNumber: '={{ 4155550199 }}',
		},
		{ modality: 'text', to_phone_number: '4155550199', body_html: 'Hello' },
	],
])('%s sends what belongs to it, and nothing that the panel hides', async (_, more, expected) => {
	await execute(message(more));
	expect(bodies()).toEqual([{ ...expected, autosend_draft: false, add_notification: true }]);
});

test.each<[INodeParameters, string]>([
	[{ toEmail: '' }, "'To Email' is empty"],
	[{ toEmail: '={{ $json.missing }}' }, "'To Email' is empty"],
	[{ toEmail: 'diana' }, `'To Email' is not an email address: "diana"`],
	[{ toEmail: 'diana@example' }, `'To Email' is not an email address: "diana@example"`],
	[{ toEmail: 'diana@example..com' }, `'To Email' is not an email address: "diana@example..com"`],
	[
		{ toEmail: 'a@example.com, b@example.com' },
		`'To Email' is not an email address: "a@example.com, b@example.com"`,
	],
	...['["a@example.com"]', '"a@example.com"', '{a@example.com}'].map(
		(toEmail): [INodeParameters, string] => [
			{ toEmail, sendNow: true },
			`'To Email' is not an email address: ${JSON.stringify(toEmail).replace(/\\"/g, '"')}`,
		],
	),
	[{ modality: 'text' }, "'To Phone Number' is empty"],
	[
		{ modality: 'text', toPhoneNumber: 'diana@example.com' },
		`'To Phone Number' is not a phone number: "diana@example.com"`,
	],
	[{ modality: 'text', toPhoneNumber: '+-()' }, `'To Phone Number' is not a phone number: "+-()"`],
	[{ bodyHtml: '  ', subject: '\t' }, "'Subject' and 'Body' are empty"],
	[
		{ modality: 'text', toPhoneNumber: '4155550199', bodyHtml: '', subject: 'Hi' },
		"'Body' is empty",
	],
	[{ modality: 'fax' }, `'Modality' must be "email" or "text", but it is "fax"`],
	[
		{ modality: '={{ "text" }}', toPhoneNumber: '4155550199' },
		`'Modality' must be "email" or "text", but it is "{{ "text" }}"`,
	],
])('a first message with %j is refused before any request', async (more, expected) => {
	const failure = await failureOf(execute(message({ subject: '', ...more })));
	expect(failure).toMatchObject({ message: expected, type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.description).toBeTruthy();
	expect(fixture.sent()).toEqual([]);
});

test.each([
	...[
		'',
		' \n\t',
		'={{ $json.missing }}',
		'<p></p>',
		'&nbsp;',
		'<p>&nbsp;<br></p>',
		'<div><b></b></div>',
	],
	...['<!-- Hello -->', '<style>p { color: red }</style>', '={{ "<p></p>" }}', '\u200b'],
])('a reply of "%s" is refused, and so is a first message', async (bodyHtml) => {
	for (const sendNow of [false, true]) {
		const text = { modality: 'text', toPhoneNumber: '4155550199', bodyHtml, sendNow };
		expect(await failureOf(execute(reply({ bodyHtml, sendNow })))).toMatchObject({
			message: "'Body' is empty",
			description: expect.stringContaining('tags without text'),
		});
		expect((await failureOf(execute(message(text)))).message).toBe("'Body' is empty");
		expect((await failureOf(execute(message({ bodyHtml, sendNow })))).message).toBe(
			"'Subject' and 'Body' are empty",
		);
	}
	expect(fixture.sent()).toEqual([]);
});

test('a body of nothing but a picture is one, and one that shows nothing is left out beside a subject', async () => {
	const picture = '<img src="https://a.example/roof.png">';
	await execute(reply({ bodyFormat: 'html', bodyHtml: picture }));
	await execute(message({ subject: 'Hi', bodyHtml: '<p></p>' }));
	expect(bodies()[0]).toMatchObject({ body_html: '<img src="https://a.example/roof.png">' });
	expect(bodies()[1]).toMatchObject({ subject: 'Hi' });
	expect(bodies()[1]).not.toHaveProperty('body_html');
});

test('an organization without credentials for texts says so', async () => {
	fixture.organization = fixture.standIn.addOrganization('Emails only', { modalities: ['email'] });
	const setup = message({ modality: 'text', toPhoneNumber: '4155550199' });
	const failure = await failureOf(execute(setup));
	expect(failure.message).toBe(
		'Could not create the message draft to "4155550199": No text credentials are configured for this organization',
	);
});

test('a reply overwrites the one that is pending', async () => {
	await execute(reply({ bodyHtml: 'First' }));
	await execute(reply({ bodyHtml: 'Second' }));
	expect(fixture.organization.responseDrafts.visible()).toMatchObject([{ body_html: 'Second' }]);
});

describe('the body', () => {
	const TYPED = 'R&D <b>: 1 < 2\r\nHello  "you"\n\n&amp;';
	const ESCAPED = 'R&amp;D &lt;b&gt;: 1 &lt; 2<br>Hello  "you"<br><br>&amp;amp;';
	const text = { modality: 'text', toPhoneNumber: '4155550199' };

	const sentBody = () => bodies().at(-1)?.body_html;

	test.each<[string, INodeParameters, string]>([
		['of an email', {}, ESCAPED],
		['of an email as text', { bodyFormat: 'text' }, ESCAPED],
		['of an email as a model chose', { bodyFormat: 'Text' }, ESCAPED],
		['of an email whose format a model left empty', { bodyFormat: '' }, ESCAPED],
		['of an email as HTML', { bodyFormat: 'html' }, TYPED],
		['of a text message', text, TYPED],
		['of a text message as HTML', { ...text, bodyFormat: 'html' }, TYPED],
	])('%s is sent as the customer shall see it', async (_, more, expected) => {
		await execute(message({ bodyHtml: TYPED, ...more }));
		expect(sentBody()).toBe(expected);
		expect(fixture.sent()).toHaveLength(1);
	});

	test.each<[string, object, string]>([
		['an email', { modality: 'email' }, ESCAPED],
		['a text message', { modality: 'text' }, TYPED],
		['a text message, in another case', { modality: 'TEXT' }, TYPED],
		['a call', { modality: 'call' }, ESCAPED],
		['a form', { modality: 'form_request' }, ESCAPED],
		['an unknown kind', { modality: null, extra: { modality: null } }, ESCAPED],
	])('of a reply to %s is written for it, at one request more', async (_, fields, expected) => {
		fixture.organization.addMessage(conversation, fields);
		fixture.organization.addMessage(conversation, fields);
		await execute(reply({ bodyHtml: TYPED }));
		expect(sentBody()).toBe(expected);
		expect(fixture.sent().map(({ method, query }) => [method, query.limit])).toEqual([
			['GET', '10'],
			['POST', undefined],
		]);
	});

	test.each([
		['says no modality', null, 'text', TYPED],
		['was a call', 'call', 'text', TYPED],
		['was a form', 'form_request', 'email', ESCAPED],
	])(
		'of a reply goes by a written message, where the first %s',
		async (_, first, other, expected) => {
			for (const modality of [first, other, first]) {
				fixture.organization.addMessage(conversation, { extra: { modality } });
			}
			await execute(reply({ bodyHtml: TYPED }));
			expect(sentBody()).toBe(expected);
			expect(fixture.sent()).toHaveLength(2);
		},
	);

	test('of a reply where nobody has written is written as for an email', async () => {
		await execute(reply({ bodyHtml: TYPED }));
		expect(sentBody()).toBe(ESCAPED);
	});

	test.each<[string, INodeParameters]>([
		['HTML', { bodyFormat: 'html', bodyHtml: TYPED }],
		['what is the same either way', { bodyHtml: 'Monday at ten: "yes".' }],
	])('of a reply in %s is sent as it is, without a look at the messages', async (_, more) => {
		fixture.organization.addMessage(conversation, { modality: 'text' });
		await execute(reply(more));
		expect(sentBody()).toBe(more.bodyHtml);
		expect(fixture.sent()).toHaveLength(1);
	});

	test('is not sent if it is unknown how it must be written', async () => {
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 403,
				body: '{"detail":"Invalid API Key"}',
				type: 'application/json',
			},
		});
		const failure = await failureOf(execute(reply({ bodyHtml: TYPED, sendNow: true })));
		expect(failure.message).toMatch(
			/^Could not get a message of the conversation ".*": Invalid API Key$/,
		);
		expect(fixture.sent().map(({ method }) => method)).toEqual(['GET']);
	});

	test('in an unknown format is refused before any request', async () => {
		for (const setup of [message, reply]) {
			const failure = await failureOf(execute(setup({ bodyFormat: 'markdown' })));
			expect(failure.message).toBe(
				'\'Body Format\' must be "html" or "text", but it is "markdown"',
			);
		}
		expect(fixture.sent()).toEqual([]);
	});
});
