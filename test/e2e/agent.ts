import { fillIn, readExample } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import type { Workflow } from '../../dev/realN8n/workflow';
import { API_KEY } from '../../dev/standIn/server';
import { runExample, triggerOf } from './exampleRun';
import { FakeModel, type ModelRequest } from './fakeModel';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const MODEL_TYPE = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
const [CONTACTS, CONVERSATIONS] = ['Get_many_contacts', 'Get_conversations'];

/** The example ai-agent: the node as a tool of n8n's agent, with a model that answers as it is told. */
export function testAgent(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Agent');
	const { standIn, organization } = hyperRep;
	const model = new FakeModel();
	let example: Workflow;

	beforeAll(async () => {
		await model.start();
		const data = { apiKey: 'key_of_the_model', url: model.url };
		const openAiApi = await n8n.client.createCredential('Model', 'openAiApi', data);
		const chosen = fillIn(readExample('ai-agent'), hyperRep.choices);
		const nodes = chosen.nodes.map((node) =>
			node.type === MODEL_TYPE ? { ...node, credentials: { openAiApi } } : node,
		);
		example = { ...chosen, nodes };
	});

	afterEach(() => expect(model.received.join()).not.toContain(API_KEY));

	afterAll(async () => await model.stop());

	/** Asks the agent, as if somebody had written in the chat. */
	const ask = async (chatInput: string): Promise<Execution> => {
		const message = { sessionId: chatInput, action: 'sendMessage', chatInput };
		const pinned = { ...example, pinData: { [triggerOf(example).name]: [{ json: message }] } };
		return await runExample(n8n, await n8n.client.createWorkflow(pinned));
	};

	/** What the tools have told the model so far, one after the other. */
	const toolResults = ({ messages }: ModelRequest): unknown[] =>
		messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => JSON.parse(String(content)));

	test('looks up a contact and its conversations', async () => {
		const contacts = hyperRep.shownContacts().slice(0, 7);
		const wanted = organization.contacts.visible().findIndex(({ number }) => number % 3 === 2);
		const conversations = organization.conversations
			.visible()
			.filter(
				({ contact }) =>
					standIn.idOf('contact', { number: contact }) === contacts[wanted].contact_id,
			)
			.map((conversation) => standIn.showConversation(conversation));
		expect(conversations).toHaveLength(2);

		model.willAnswer(
			() => ({ tool: CONTACTS, arguments: { limit: 7 } }),
			(request) => {
				const [found] = toolResults(request) as Array<Array<{ contact_id: string }>>;
				const { contact_id } = found[wanted];
				const start_date = String(conversations[1].start_at);
				return { tool: CONVERSATIONS, arguments: { contact_id, start_date } };
			},
			() => ({ text: 'One conversation.' }),
		);
		const execution = await ask('How often did they write?');
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'One conversation.' }]);

		expect(model.requests).toHaveLength(3);
		expect(model.requests[0].messages.at(-1)).toEqual({
			role: 'user',
			content: 'How often did they write?',
		});
		expect(toolResults(model.requests[2])).toEqual([contacts, conversations.slice(1)]);
	});

	test('tells the model what the tools are for and what they take', async () => {
		model.willAnswer(() => ({ text: 'Hello.' }));
		await ask('Hello');
		const tools = model.requests[0].tools.map(({ function: tool }) => tool);
		expect(tools.map(({ name }) => name).sort()).toEqual([CONVERSATIONS, CONTACTS]);
		const [contacts, conversations] = [CONTACTS, CONVERSATIONS].map((each) =>
			tools.find(({ name }) => name === each)!,
		);
		expect(contacts.description).toMatch(/^Reads contacts: .* no search/);
		expect(contacts.parameters).toMatchObject({
			type: 'object',
			properties: { limit: { type: 'number', default: 100, description: expect.any(String) } },
		});
		expect(contacts.parameters).not.toHaveProperty('required');
		expect(conversations.description).toMatch(/^Reads the conversations of one contact: /);
		expect(conversations.parameters).toMatchObject({
			type: 'object',
			properties: {
				contact_id: { type: 'string', description: expect.any(String) },
				start_date: { type: 'string', default: '', description: expect.any(String) },
				end_date: { type: 'string', default: '', description: expect.any(String) },
			},
			required: ['contact_id'],
		});
	});

	test('tells the model what went wrong with a tool, and goes on', async () => {
		model.willAnswer(
			() => ({ tool: CONVERSATIONS, arguments: { contact_id: 'nobody' } }),
			() => ({ text: 'There is no such contact.' }),
		);
		const execution = await ask('What did nobody say?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'There is no such contact.' }]);
		const error =
			'HyperRep could not get the conversations of the contact "nobody": Invalid contact_id';
		expect(toolResults(model.requests[1])).toEqual([[{ error }]]);
	});

	test('tells the model of a contact without conversations that there are none', async () => {
		const silent = organization.contacts.visible().find(({ number }) => number % 3 === 0)!;
		const contact_id = standIn.idOf('contact', silent);
		model.willAnswer(
			() => ({ tool: CONVERSATIONS, arguments: { contact_id } }),
			() => ({ text: 'None.' }),
		);
		const execution = await ask('Did we talk?');
		expect(execution.itemsOf('AI Agent')).toEqual([{ output: 'None.' }]);
		// Which is how n8n writes that a node put nothing out; the tool's description says what it means.
		expect(toolResults(model.requests[1])).toEqual(['']);
	});
}
