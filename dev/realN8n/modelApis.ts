/** What a model is asked: the parts of a request for chat completions that an answer depends on. */
export interface ModelRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools: Array<{
		function: { name: string; description: string; parameters: Record<string, unknown> };
	}>;
	stream?: boolean;
}

/** What a model answers: that it wants a tool to be called, or a text. */
export type ModelAnswer = { tool: string; arguments: Record<string, unknown> } | { text: string };

interface ModelApi {
	read(body: unknown): ModelRequest;
	write(answer: ModelAnswer): unknown;
}

/** OpenAI's two APIs, by method and path. n8n's chat model speaks the newer one unless that is switched off. */
export const MODEL_APIS: Record<string, ModelApi | undefined> = {
	'POST /v1/chat/completions': { read: fromCompletion, write: toCompletion },
	'POST /v1/responses': { read: fromResponses, write: toResponse },
};

function fromCompletion(body: unknown): ModelRequest {
	return { tools: [], ...(body as Omit<ModelRequest, 'tools'>) };
}

function toCompletion(answer: ModelAnswer): unknown {
	const called = 'tool' in answer;
	const message = called
		? {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: `call_of_${answer.tool}`,
						type: 'function',
						function: { name: answer.tool, arguments: JSON.stringify(answer.arguments) },
					},
				],
			}
		: { role: 'assistant', content: answer.text };
	return {
		id: 'chatcmpl-fake',
		object: 'chat.completion',
		created: 0,
		model: 'fake',
		choices: [{ index: 0, message, finish_reason: called ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

interface ResponsesItem {
	type?: string;
	role?: string;
	content?: unknown;
	output?: unknown;
}

/** What is used of a request to the Responses API. */
interface ResponsesRequest {
	input: string | ResponsesItem[];
	tools?: Array<ModelRequest['tools'][number]['function']>;
	stream?: boolean;
}

function fromResponses(body: unknown): ModelRequest {
	const { input, tools = [], stream } = body as ResponsesRequest;
	const items = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
	const messages = items.map(({ type, role = 'assistant', content, output }: ResponsesItem) =>
		type === 'function_call_output'
			? { role: 'tool', content: output }
			: { role, content: textOf(content) },
	);
	return { messages, tools: tools.map((tool) => ({ function: tool })), stream };
}

/** The text of a content, which may come in parts. */
function textOf(content: unknown): unknown {
	if (!Array.isArray(content)) return content;
	return content.map(({ text }: { text?: string }) => text ?? '').join('');
}

function toResponse(answer: ModelAnswer): unknown {
	const item =
		'tool' in answer
			? {
					type: 'function_call',
					call_id: `call_of_${answer.tool}`,
					name: answer.tool,
					arguments: JSON.stringify(answer.arguments),
				}
			: {
					type: 'message',
					role: 'assistant',
					content: [{ type: 'output_text', text: answer.text, annotations: [] }],
				};
	return {
		id: 'resp_fake',
		object: 'response',
		created_at: 0,
		model: 'fake',
		status: 'completed',
		output: [item],
		usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
	};
}
