import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { inInputOrder } from './concurrency';
import { readConcurrency } from './input/concurrency';
import { readIdentifier } from './input/identifier';
import { InputError } from './input/InputError';
import { toNodeError } from './nodeError';
import { resources } from './resources';
import { findOperation } from './resources/describe';
import { HyperRepClient } from './transport/HyperRepClient';

/**
 * Runs the chosen operation for every input item, several at a time. The records come out in the
 * order of the items, each paired with its item. With "continue on fail" an item that fails becomes
 * an item with `error`; without it the first failing one, in input order, ends the run.
 *
 * @throws NodeOperationError or NodeApiError with the index of the item
 */
export async function routeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const { client, concurrency } = await prepare(context);
	const cancel = context.getExecutionCancelSignal();
	const results = await inInputOrder(items.length, concurrency, cancel, async (index, signal) => {
		try {
			return await runItem(context, client.within({ cancel: signal }), index);
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, index);
			if (signal.aborted || !context.continueOnFail()) throw nodeError;
			return [{ error: nodeError.message }];
		}
	});
	return [pairWithItems(results)];
}

/** Reads what counts for the whole run. */
async function prepare(
	context: IExecuteFunctions,
): Promise<{ client: HyperRepClient; concurrency: number }> {
	try {
		const concurrency = readConcurrency(context.getNodeParameter('options', 0, {}));
		return { client: await HyperRepClient.connect(context), concurrency };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function runItem(
	context: IExecuteFunctions,
	client: HyperRepClient,
	index: number,
): Promise<IDataObject[]> {
	const parameters = {
		get: (name: string): unknown => context.getNodeParameter(name, index, null),
		timezone: context.getTimezone(),
	};
	const [resource, name] = [parameters.get('resource'), parameters.get('operation')];
	const operation = findOperation(resources, resource, name);
	if (operation === undefined) {
		throw new InputError(
			`The operation "${String(name)}" of "${String(resource)}" does not exist`,
			'Choose another Resource and Operation.',
		);
	}
	const organizationId = readIdentifier(parameters.get('organizationId'), 'Organization');
	return await operation.execute({ client, organizationId, parameters });
}

function pairWithItems(results: IDataObject[][]): INodeExecutionData[] {
	const output: INodeExecutionData[] = [];
	results.forEach((records, item) => {
		for (const json of records) output.push({ json, pairedItem: { item } });
	});
	return output;
}
