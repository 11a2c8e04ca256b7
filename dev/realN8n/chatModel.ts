import type { N8nClient } from './client';
import type { FakeModel } from './fakeModel';
import type { Workflow } from './workflow';

const MODEL_TYPE = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** Makes the credential of a model in n8n, and gives a way to put the model into workflows. */
export async function chatModel(client: N8nClient, name: string, { url }: FakeModel) {
	const data = { apiKey: 'key_of_the_model', url };
	const openAiApi = await client.createCredential(name, 'openAiApi', data);
	return (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === MODEL_TYPE ? { ...node, credentials: { openAiApi } } : node,
		),
	});
}
