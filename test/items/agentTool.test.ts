import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeParameters,
} from 'n8n-workflow';

import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';
import { useStandIn } from '../useStandIn';
import { TOOL_TYPE } from '../../dev/n8n/nodeTypes';
import { prepare } from '../../dev/n8n/setup';

const fixture = useStandIn();
const action = new HyperRep();

/** The node as the tool of an agent, which calls it as n8n does: each try is a run of its own. */
function tool(parameters: INodeParameters) {
	const setup = fixture.setup(parameters);
	const { node, workflow, additionalData } = prepare(setup, TOOL_TYPE, action);
	node.retryOnFail = true;
	const runData = createRunExecutionData();
	let run = 0;
	return async (args: IDataObject) => {
		const messages: string[] = [];
		for (let n = 0; n < 3; n++) {
			const items = [{ json: {} }];
			const context = new SupplyDataContext(
				workflow,
				node,
				additionalData,
				'manual',
				runData,
				run++,
				items,
				{},
				NodeConnectionTypes.AiTool,
				{ node, data: { main: [items] }, source: null },
				[],
			);
			context.addInputData(NodeConnectionTypes.AiTool, [[{ json: args }]]);
			try {
				await action.execute.call(context as unknown as IExecuteFunctions);
				return messages;
			} catch (error) {
				messages.push((error as Error).message);
			}
		}
		return messages;
	};
}

const contact = { resource: 'contact', name: 'Ada', email: 'ada@example.com' };
const draft = { resource: 'messageDraft', toEmail: 'ada@example.com', bodyHtml: 'Hello' };

test.each<INodeParameters>([
	{ ...contact, operation: 'create' },
	{ ...contact, operation: 'findOrCreate' },
	{ ...draft, operation: 'create', sendNow: true },
])('with Retry On Fail, a call of an agent writes once: %j', async (parameters) => {
	const { standIn } = fixture;
	standIn.faults.add({
		fault: { kind: 'afterwards', status: 502 },
		matches: ({ method }) => method === 'POST',
		times: 1,
	});
	const call = tool(parameters);
	const doubt = expect.stringMatching(/may have been (created|sent) anyway$/);
	// Where the list then shows it, Find or Create finds it.
	const failures = parameters.operation === 'findOrCreate' ? [doubt] : [doubt, doubt, doubt];
	expect(await call({ name: 'Ada' })).toEqual(failures);
	const writes = () => standIn.requests.filter(({ method }) => method === 'POST');
	expect(writes()).toHaveLength(1);
});

test('another call of the agent is another write, even with the same words', async () => {
	const { standIn, organization } = fixture;
	standIn.faults.add({ fault: { kind: 'afterwards', status: 502 }, times: 1 });
	const call = tool({ ...contact, operation: 'create' });
	expect(await call({ name: 'Ada' })).toHaveLength(3);
	expect(await call({ name: 'Ada' })).toEqual([]);
	expect(await call({ name: 'Ada' })).toEqual([]);
	expect(organization.contacts.visible()).toHaveLength(3);
});
