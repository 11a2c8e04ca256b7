import { TOOL_TYPE } from '../../dev/n8n/nodeTypes';
import { fillIn } from '../../dev/realN8n/examples';
import type { Execution } from '../../dev/realN8n/execution';
import type { ModelAnswer } from '../../dev/realN8n/modelApis';
import type { Workflow, WorkflowNode } from '../../dev/realN8n/workflow';
import { API_KEY } from '../../dev/standIn/server';
import { runExample, startedWith } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { addRecords } from './records';
import { useModel } from './useModel';

/** The operations as tools of an agent, with parameters that the model fills in. */
export function testTools(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Tools');
	const { model, chooseModel } = useModel(n8n);
	const { standIn } = hyperRep;
	const organization = standIn.addOrganization('Tools');
	const records = addRecords(organization);

	afterEach(() => expect(model.received.join()).not.toContain(API_KEY));

	/** Lets the agent call one tool with these arguments. */
	const call = async (
		parameters: Record<string, unknown>,
		args: Record<string, unknown>,
	): Promise<Execution> => {
		const answers: ModelAnswer[] = [{ tool: 'HyperRep', arguments: args }, { text: 'Done.' }];
		model.willAnswer(...answers.map((answer) => () => answer));
		const agent = fillIn(chooseModel(agentWith(parameters)), hyperRep.choicesIn(organization));
		const message = { sessionId: 'tools', action: 'sendMessage', chatInput: 'Do it.' };
		const saved = await n8n.client.createWorkflow(startedWith(agent, message));
		return await runExample(n8n, saved);
	};

	/** What the model was told that the tool gave. */
	const told = (): unknown => {
		const last = model.requests.at(-1)?.messages.filter(({ role }) => role === 'tool') ?? [];
		return JSON.parse(String(last.at(-1)?.content));
	};

	/** The names of what the model may fill in. */
	const offered = (): string[] => {
		const [tool] = model.requests[0]?.tools ?? [];
		return Object.keys((tool?.function.parameters.properties ?? {}) as object);
	};

	const fromAI = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;
	const idFromAI = (key: string) => ({ __rl: true, mode: 'id', value: fromAI(key) });

	test('message get: both IDs from the model', async () => {
		const ids = {
			conversation: standIn.idOf('conversation', records.conversation),
			message: standIn.idOf('message', records.received),
		};
		await call(
			{
				resource: 'message',
				operation: 'get',
				conversationId: idFromAI('conversation'),
				messageId: idFromAI('message'),
			},
			ids,
		);
		expect(offered()).toEqual(['conversation', 'message']);
		expect(told()).toEqual([standIn.show(organization.messages, records.received)]);
	});

	test('sale getAll: filter and limit from the model, the limit as text', async () => {
		await call(
			{
				resource: 'sale',
				operation: 'getAll',
				returnAll: fromAI('all', 'boolean'),
				limit: fromAI('limit', 'number'),
				filters: { status: fromAI('status') },
			},
			{ all: false, limit: 1, status: 'quote_sent' },
		);
		expect(told()).toEqual([standIn.show(organization.sales, records.quoted)]);
	});

	test('messageDraft create: the model writes it, and it waits for a person', async () => {
		await call(
			{
				resource: 'messageDraft',
				operation: 'create',
				modality: fromAI('modality'),
				toEmail: fromAI('to'),
				subject: fromAI('subject'),
				bodyHtml: fromAI('body'),
				sendNow: false,
				additionalFields: { ccEmails: fromAI('cc') },
			},
			{
				...{ modality: 'email', to: 'ines@example.com', subject: 'Roof', body: 'We come.' },
				cc: 'sam@example.com',
				sendNow: true,
				send_now: true,
			},
		);
		expect(offered().sort()).toEqual(['body', 'cc', 'modality', 'subject', 'to']);
		expect(organization.messageDrafts.visible()).toMatchObject([
			{
				...{ to_email: 'ines@example.com', subject: 'Roof', body_html: 'We come.' },
				cc_emails: ['sam@example.com'],
				autosend_draft: false,
				add_notification: true,
			},
		]);
	});

	test('responseDraft upsert: refuses to let the model decide whether it is sent', async () => {
		const parameters = {
			resource: 'responseDraft',
			operation: 'upsert',
			conversationId: idFromAI('conversation'),
			bodyHtml: fromAI('body'),
			sendNow: fromAI('send', 'boolean'),
		};
		const conversation = standIn.idOf('conversation', records.conversation);
		standIn.forget();
		await call(parameters, { conversation, body: 'Hello', send: true });
		const error = expect.stringContaining("'Send Now' cannot be decided by an AI model") as string;
		expect(told()).toEqual([{ error }]);
		expect(standIn.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('contact findOrCreate: the second call finds what the first created', async () => {
		const parameters = {
			resource: 'contact',
			operation: 'findOrCreate',
			name: fromAI('name'),
			email: fromAI('email'),
			additionalFields: { customFieldsJson: fromAI('fields', 'json') },
		};
		const person = { name: 'Ada', email: 'ada@example.com', fields: { vip: true } };
		await call(parameters, person);
		expect(told()).toMatchObject([{ custom_fields: { vip: true }, was_created: true }]);
		await call(parameters, { ...person, email: 'ADA@example.com' });
		expect(told()).toMatchObject([{ name: 'Ada', was_created: false }]);
	});

	test('company get: an email in place of an ID, with the way out', async () => {
		await call(
			{ resource: 'company', operation: 'get', companyId: idFromAI('company') },
			{ company: 'info@lumen-fitness.example' },
		);
		expect(told()).toEqual([{ error: expect.stringContaining('info@lumen-fitness.example') }]);
	});
}

/** An agent with one tool. */
function agentWith(parameters: Record<string, unknown>): Workflow {
	const node = (name: string, type: string, typeVersion: number, rest: object): WorkflowNode => ({
		...{ name, type, typeVersion, position: [0, 0] },
		parameters: {},
		...rest,
	});
	const langchain = '@n8n/n8n-nodes-langchain';
	const model = { __rl: true, mode: 'id', value: 'gpt-5-mini' };
	const nodes = [
		node('Chat', `${langchain}.chatTrigger`, 1.4, { webhookId: 'chat-of-the-tools' }),
		node('Agent', `${langchain}.agent`, 3, { parameters: { promptType: 'auto', options: {} } }),
		node('Model', `${langchain}.lmChatOpenAi`, 1.3, {
			parameters: { model, responsesApiEnabled: false, options: {} },
		}),
		node('HyperRep', TOOL_TYPE, 1, {
			parameters: {
				descriptionType: 'manual',
				toolDescription: 'Works with HyperRep.',
				...parameters,
			},
		}),
	];
	const to = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		name: 'Agent with a tool',
		nodes,
		connections: {
			Chat: to('main'),
			Model: to('ai_languageModel'),
			HyperRep: to('ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
