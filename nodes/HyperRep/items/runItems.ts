import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { inInputOrder } from './mapInOrder';
import { readConcurrency } from '../input/concurrency';
import { readIdentifier } from '../input/identifier';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import { Progress } from './RunReport';
import { findOperation } from '../resources';
import { HyperRepClient } from '../api/HyperRepClient';
import { WrittenBefore } from './WriteLog';

/**
 * Runs the chosen operation for every input item, several at a time. The records come out in the
 * order of the items, each paired with its item. With "continue on fail" an item that fails becomes
 * an item with `error`; without it the first failing one, in input order, ends the run.
 *
 * @throws NodeOperationError or NodeApiError with the index of the item
 */
export async function routeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { length } = context.getInputData();
	try {
		return [pairWithItems(await runItems(context, length))];
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error);
		const cancel = context.getExecutionCancelSignal();
		if (cancel?.aborted === true || !context.continueOnFail()) throw nodeError;
		// What counts for all items failed, such as the credential.
		const results = Array.from({ length }, () => [{ error: nodeError.message }]);
		return [pairWithItems(results)];
	}
}

async function runItems(context: IExecuteFunctions, count: number): Promise<IDataObject[][]> {
	const concurrency = readConcurrency(context.getNodeParameter('options', 0, {}));
	const client = await HyperRepClient.connect(context);
	const cancel = context.getExecutionCancelSignal();
	const isKept = context.continueOnFail();
	const progress = new Progress(count);
	const written = new WrittenBefore(context);
	const run = async (index: number, signal: AbortSignal) => {
		try {
			const itemClient = client.within({ cancel: signal }, written.ofItem(index));
			const records = await runItem(context, itemClient, index);
			progress.finish(index);
			return records;
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, index);
			if (signal.aborted || !isKept) {
				progress.fail(index, nodeError);
				throw nodeError;
			}
			return [{ error: nodeError.message }];
		}
	};
	try {
		return await inInputOrder(count, concurrency, cancel, run);
	} catch (error) {
		throw progress.tellIn(toNodeError(context.getNode(), error));
	} finally {
		written.end(!progress.isComplete);
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
	const operation = findOperation(resource, name);
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
