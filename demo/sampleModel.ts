import { FakeModel } from '../dev/realN8n/fakeModel';
import type { ModelAnswer, ModelRequest } from '../dev/realN8n/modelApis';

const REPLY =
	'Hello,\n\nthank you for your message. Somebody will look into it and get back to you today.\n\nThe team of Acme Roofing';

/** The tools of the example with an agent that it uses. To any others, n8n would have it ask again and again. */
const TOOLS = ['Get_many_contacts', 'Get_conversations', 'Get_messages'];
const OTHER_TOOLS =
	'This sample model knows only the tools of the example with an AI agent. Choose your OpenAI credential for a real one.';

/** Two names in a row, or more: who a question is about. */
const NAME = /\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)+/u;

/** Starts a chat model on this machine, which understands just enough for the examples. */
export async function startSampleModel(): Promise<FakeModel> {
	const model = new FakeModel();
	model.willAlwaysAnswer(answerTo);
	await model.start();
	return model;
}

/** A reply to a customer; where it has tools, what they say about the person that was asked about. */
function answerTo({ messages, tools }: ModelRequest): ModelAnswer {
	if (tools.length === 0) return { text: REPLY };
	const offered = tools.map((tool) => tool.function.name);
	if (!TOOLS.every((tool) => offered.includes(tool))) return { text: OTHER_TOOLS };
	const last = messages.map(({ role }) => role).lastIndexOf('user');
	const [name] = NAME.exec(String(messages[last]?.content)) ?? ['Bruno Abbott'];
	const [contacts, conversations, sent] = messages
		.slice(last + 1)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => recordsIn(content));

	if (contacts === undefined) return { tool: 'Get_many_contacts', arguments: { search: name } };
	const [contact] = contacts;
	if (contact === undefined) return { text: `I found nobody called ${name}.` };
	const { contact_id, phone_number: number } = contact;
	if (conversations === undefined) return { tool: 'Get_conversations', arguments: { contact_id } };
	const [conversation] = conversations;
	if (conversation !== undefined && sent === undefined) {
		const { conversation_id } = conversation;
		return { tool: 'Get_messages', arguments: { conversation_id } };
	}
	const topic = sent?.map(({ subject, text }) => subject ?? text).find(Boolean);
	const talk =
		topic === undefined ? 'You have not talked yet.' : `You talked about: ${String(topic)}`;
	const reach =
		typeof number === 'string'
			? `The phone number of ${name} is ${number}.`
			: `${name} has no phone number.`;
	return {
		text: `${reach} ${talk}\n\n(A sample model answered. Choose your OpenAI credential for a real one.)`,
	};
}

/** The records that a tool has given; n8n writes none as an empty text. */
function recordsIn(content: unknown): Array<Record<string, unknown>> {
	const text = String(content);
	return text === '' ? [] : (JSON.parse(text) as Array<Record<string, unknown>>);
}
