import { FakeModel } from '../../dev/realN8n/fakeModel';
import type { ModelAnswer, ModelRequest } from '../../dev/realN8n/modelApis';

const model = new FakeModel();
beforeAll(async () => await model.start());
afterAll(async () => await model.stop());

const tool = { name: 'Look_up', description: 'Looks up', parameters: { type: 'object' } };

async function ask(
	path: string,
	body: object,
	answer: ModelAnswer,
): Promise<[ModelRequest, unknown]> {
	model.willAnswer(() => answer);
	const response = await fetch(`${model.url}${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(200);
	return [model.requests[0]!, await response.json()];
}

test('both of the APIs of a chat model ask and answer the same', async () => {
	const called = { tool: 'Look_up', arguments: { name: 'Ada' } };
	const [completion, completed] = await ask(
		'/chat/completions',
		{
			messages: [{ role: 'user', content: 'Who?' }],
			tools: [{ type: 'function', function: tool }],
		},
		called,
	);
	const [request, response] = await ask(
		'/responses',
		{
			input: [{ role: 'user', content: [{ type: 'input_text', text: 'Who?' }] }],
			tools: [{ type: 'function', ...tool }],
		},
		called,
	);
	expect(request.messages).toEqual(completion.messages);
	expect(request.tools).toMatchObject([{ function: completion.tools[0]?.function }]);
	const call = { name: 'Look_up', arguments: '{"name":"Ada"}' };
	expect(completed).toMatchObject({ choices: [{ message: { tool_calls: [{ function: call }] } }] });
	expect(response).toMatchObject({ output: [{ type: 'function_call', ...call }] });
});

test('the Responses API hands over what a tool has returned, and gets a text', async () => {
	const input = [
		{ role: 'user', content: 'Who?' },
		{ type: 'function_call', call_id: 'call_of_Look_up', name: 'Look_up', arguments: '{}' },
		{ type: 'function_call_output', call_id: 'call_of_Look_up', output: 'Ada' },
	];
	const [request, response] = await ask('/responses', { input }, { text: 'It is Ada.' });
	expect(request.messages.at(-1)).toEqual({ role: 'tool', content: 'Ada' });
	expect(request.tools).toEqual([]);
	expect(response).toMatchObject({ output: [{ content: [{ text: 'It is Ada.' }] }] });
});
