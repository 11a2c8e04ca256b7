import type { Workflow } from '../../dev/realN8n/workflow';
import { FakeModel } from './fakeModel';
import type { N8nUnderTest } from './n8nUnderTest';

const MODEL_TYPE = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** A chat model for the tests of this `describe`, and a way to put it into workflows. */
export interface ModelInUse {
	model: FakeModel;
	/** A copy of a workflow whose chat model is this one. */
	chooseModel(workflow: Workflow): Workflow;
}

/** Starts a chat model before the tests, and makes its credential in n8n. */
export function useModel(n8n: N8nUnderTest): ModelInUse {
	const model = new FakeModel();
	let openAiApi: { id: string; name: string };

	beforeAll(async () => {
		await model.start();
		const data = { apiKey: 'key_of_the_model', url: model.url };
		openAiApi = await n8n.client.createCredential('Model', 'openAiApi', data);
	});

	afterAll(async () => await model.stop());

	return {
		model,
		chooseModel: (workflow) => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.type === MODEL_TYPE ? { ...node, credentials: { openAiApi } } : node,
			),
		}),
	};
}
