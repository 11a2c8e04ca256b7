import type { IDataObject } from 'n8n-workflow';

import { fillIn, readExample } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import type { ModelRequest } from '../../dev/realN8n/modelApis';
import { API_KEY } from '../../dev/standIn/server';
import { simplifyMessage } from '../../nodes/HyperRep/resources/message/simplifyMessage';
import { runExample, startedWith } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { useModel } from './useModel';

const [FIND, CONTACTS, CONVERSATIONS, MESSAGES] = [
	'Find_contact',
	'Get_many_contacts',
	'Get_conversations',
	'Get_messages',
] as const;

/** The example ai-agent: the node as a tool of n8n's agent, with a model that answers as it is told. */
export function testAgent(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Agent');
	const { model, chooseModel } = useModel(n8n);
	const { standIn, organization } = hyperRep;

	afterEach(() => expect(model.received.join()).not.toContain(API_KEY));

	/** Asks the agent, as if somebody had written in the chat. */
	const ask = async (chatInput: string): Promise<Execution> => {
		const example = chooseModel(fillIn(readExample('ai-agent'), hyperRep.choices));
		const message = { sessionId: chatInput, action: 'sendMessage', chatInput };
		const pinned = startedWith(example, message);
		return await runExample(n8n, await n8n.client.createWorkflow(pinned));
	};

	/** What the tools have told the model so far, one after the other. */
	const toolResults = ({ messages }: ModelRequest): unknown[] =>
		messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => JSON.parse(String(content)));

	/** What the model was told when it was asked for the nth time. */
	const asked = (n: number): ModelRequest => {
		const request = model.requests[n];
		if (request === undefined)
			throw new Error(`The model was asked only ${model.requests.length} times`);
		return request;
	};

	test('finds a contact by words of its name, and reads its conversations and messages', async () => {
		const contact = organization.contacts.create({ name: 'Zoë Quartz', email: 'zq@example.com' });
		const conversation = organization.addConversation(contact.number);
		const message = organization.addMessage(conversation, { content: 'The roof leaks.' });
		const shown = [
			standIn.show(organization.contacts, contact),
			standIn.show(organization.conversations, conversation),
			simplifyMessage(standIn.show(organization.messages, message) as IDataObject),
		] as const;
		model.willAnswer(
			() => ({ tool: CONTACTS, arguments: { search: 'quartz zoe' } }),
			() => ({ tool: CONVERSATIONS, arguments: { contact_id: shown[0].contact_id } }),
			() => ({ tool: MESSAGES, arguments: { conversation_id: shown[1].conversation_id } }),
			() => ({ text: 'The roof leaks.' }),
		);
		const execution = await ask('What did Zoë Quartz write?');
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'The roof leaks.' }]);

		expect(model.requests).toHaveLength(4);
		expect(asked(0).messages.at(-1)).toEqual({
			role: 'user',
			content: 'What did Zoë Quartz write?',
		});
		expect(toolResults(asked(3))).toEqual(shown.map((record) => [record]));
	});

	test('finds a contact by its email', async () => {
		const contact = organization.contacts.create({ name: 'Yan', email: 'yan@example.com' });
		model.willAnswer(
			() => ({ tool: FIND, arguments: { email: 'YAN@example.com', phone_number: '' } }),
			() => ({ text: 'It is Yan.' }),
		);
		const execution = await ask('Whose address is yan@example.com?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'It is Yan.' }]);
		expect(toolResults(asked(1))).toEqual([[standIn.show(organization.contacts, contact)]]);
	});

	test('tells the model where no contact has an email', async () => {
		model.willAnswer(
			() => ({ tool: FIND, arguments: { email: 'nobody@example.com' } }),
			() => ({ text: 'Nobody.' }),
		);
		const execution = await ask('Whose address is nobody@example.com?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'Nobody.' }]);
		const error = expect.stringContaining('No contact has the email');
		expect(toolResults(asked(1))).toEqual([[{ error }]]);
	});

	test('tells the model what the tools are for and what they take', async () => {
		model.willAnswer(() => ({ text: 'Hello.' }));
		await ask('Hello');
		const tools = asked(0).tools.map(({ function: tool }) => tool);
		const text = { type: 'string', description: expect.any(String) };
		const expected = [
			[
				FIND,
				/^Finds the contact that has /,
				{ email: expect.objectContaining(text), phone_number: expect.objectContaining(text) },
				undefined,
			],
			[CONTACTS, /^Finds contacts by /, { search: text }, ['search']],
			[
				CONVERSATIONS,
				/^Reads the conversations of one contact: /,
				{ contact_id: text },
				['contact_id'],
			],
			[
				MESSAGES,
				/^Reads the messages of one conversation: /,
				{ conversation_id: text },
				['conversation_id'],
			],
		] as const;
		expect(tools).toHaveLength(expected.length);
		for (const [name, description, properties, required] of expected) {
			expect(tools.find((tool) => tool.name === name)).toMatchObject({
				description: expect.stringMatching(description),
				parameters: { type: 'object', properties, ...(required && { required }) },
			});
		}
	});

	test('tells the model what went wrong with a tool, and continues', async () => {
		model.willAnswer(
			() => ({ tool: CONVERSATIONS, arguments: { contact_id: 'nobody' } }),
			() => ({ text: 'There is no such contact.' }),
		);
		const execution = await ask('What did nobody say?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'There is no such contact.' }]);
		const error = expect.stringContaining('"nobody"');
		expect(toolResults(asked(1))).toEqual([[{ error }]]);
	});

	test('tells the model of a contact without conversations that there are none', async () => {
		const silent = organization.contacts.create({ name: 'Silent' });
		const contact_id = standIn.idOf('contact', silent);
		model.willAnswer(
			() => ({ tool: CONVERSATIONS, arguments: { contact_id } }),
			() => ({ text: 'None.' }),
		);
		const execution = await ask('Did we talk?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'None.' }]);
		// Which is how n8n writes that a node put nothing out; the tool's description says what it means.
		expect(toolResults(asked(1))).toEqual(['']);
	});
}
