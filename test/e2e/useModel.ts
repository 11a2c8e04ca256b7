import { chatModel } from '../../dev/realN8n/chatModel';
import { FakeModel } from '../../dev/realN8n/fakeModel';
import type { Workflow } from '../../dev/realN8n/workflow';
import type { N8nUnderTest } from './n8nUnderTest';

/** A chat model for the tests of this `describe`, and a way to put it into workflows. */
export interface ModelInUse {
	model: FakeModel;
	/** A copy of a workflow whose chat model is this one. */
	chooseModel(workflow: Workflow): Workflow;
}

/** Starts a chat model before the tests, and makes its credential in n8n. */
export function useModel(n8n: N8nUnderTest): ModelInUse {
	const model = new FakeModel();
	let choose: Awaited<ReturnType<typeof chatModel>> | undefined;

	beforeAll(async () => {
		await model.start();
		choose = await chatModel(n8n.client, 'Model', model);
	});

	afterAll(async () => await model.stop());

	return { model, chooseModel: (workflow) => choose!(workflow) };
}
