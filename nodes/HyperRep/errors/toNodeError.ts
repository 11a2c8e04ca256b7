import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { InputError } from './InputError';

/**
 * Makes an error of n8n's out of whatever was thrown.
 *
 * @param itemIndex the input item that it is about, where there is one
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	const description = error instanceof InputError ? error.description : undefined;
	const nodeError = new NodeOperationError(node, cause, { description, itemIndex });
	// n8n rewrites messages in which it finds the name of a network error, even in a user's value.
	nodeError.message = cause.message;
	return nodeError;
}
