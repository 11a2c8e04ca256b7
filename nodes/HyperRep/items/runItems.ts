import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ConnectionPool } from '../api/ConnectionPool';
import { inSlices } from '../concurrency/inSlices';
import { mapInOrder } from '../concurrency/mapInOrder';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import type { Operation } from '../operations/Operation';
import { options } from '../parameters/options';
import type { ParameterSource } from '../parameters/Parameter';
import { findOperation } from '../resources';
import { ignoredColumnsHints, listHints } from './hints';
import { ItemParameters } from './ItemParameters';
import { NodeRun } from './NodeRun';
import { RunReport } from './RunReport';
import { WriteLog } from './WriteLog';

/**
 * Runs the chosen operation for every input item, several at a time. The records are returned in the order of
 * the items, each paired with its item. With "continue on fail" an item that fails becomes an item with
 * `error`; without it, the first failing item, in input order, ends the run.
 *
 * @throws NodeOperationError or NodeApiError with the index of the item
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const cancel = context.getExecutionCancelSignal();
	const log = new WriteLog(context);
	const results = await runAll(context, items, log, cancel).catch((error: unknown) => {
		const nodeError = toNodeError(context.getNode(), error);
		if (cancel?.aborted === true || !context.continueOnFail()) throw nodeError;
		// What failed is shared by all items, such as an option.
		return items.map(() => ({ error: nodeError.message }));
	});
	const output: INodeExecutionData[] = [];
	for (const [item, result] of results.entries()) {
		if (Array.isArray(result)) {
			for await (const records of inSlices(result)) {
				for (const json of records) output.push({ json, pairedItem: { item } });
			}
		} else {
			// A failed item keeps its files, so that the error output can pass on the whole row.
			const binary = items[item]?.binary;
			output.push({ json: result, pairedItem: { item }, ...(binary && { binary }) });
		}
	}
	// n8n treats an item with a field `error` as a failure, even if it is HyperRep's field, and may run the
	// node again.
	if (output.every(({ json }) => json.error === undefined)) log.close();
	return [output];
}

/** The outcome of one item: its records, or why it has none. */
type Result = IDataObject[] | { error: string };

async function runAll(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	log: WriteLog,
	cancel: AbortSignal | undefined,
): Promise<Result[]> {
	const parameters = new ItemParameters(context);
	const { concurrency } = options.read(parameters.of(0));
	const operation = chosenOperation(parameters.of(0));
	const keepsGoing = context.continueOnFail();
	const report = new RunReport(items.length, operation.restAdvice);
	const run = new NodeRun(context, parameters, operation, new ConnectionPool(context), log);
	const runItem = async (_: unknown, index: number, signal: AbortSignal): Promise<Result> => {
		try {
			const records = await run.execute(index, signal);
			report.finish(index);
			return records;
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, index);
			if (keepsGoing && !signal.aborted) return { error: nodeError.message };
			report.fail(index, nodeError);
			throw nodeError;
		}
	};
	try {
		if (operation.readsAllItems) await run.prepareAll(items.length, keepsGoing);
		return await mapInOrder(items, concurrency, cancel, runItem);
	} catch (error) {
		throw report.addTo(toNodeError(context.getNode(), error));
	} finally {
		run.close();
		context.addExecutionHints?.(
			...ignoredColumnsHints(parameters.ignoredColumns),
			...listHints(run.lists),
		);
	}
}

/** n8n adds this to the panel, as a resource and as an operation of each resource. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** @throws InputError if the saved operation does not exist */
function chosenOperation(parameters: ParameterSource): Operation {
	const [resource, name] = [parameters.get('resource'), parameters.get('operation')];
	if (resource === CUSTOM_API_CALL || name === CUSTOM_API_CALL) {
		throw new InputError(
			'Custom API Call is made with the HTTP Request node',
			"Add that node, and choose there 'Authentication' → Predefined Credential Type and 'Credential Type' → HyperRep API.",
		);
	}
	const operation = findOperation(resource, name);
	if (operation === undefined) {
		throw new InputError(
			`The operation "${String(name)}" of "${String(resource)}" does not exist`,
			"Choose another 'Resource' and 'Operation'.",
		);
	}
	return operation;
}
