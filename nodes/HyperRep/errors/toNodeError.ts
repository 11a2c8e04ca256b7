import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { ApiError } from './ApiError';
import { InputError } from './InputError';

/** Turns anything that was thrown into n8n's error. Errors are converted only here. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const nodeError = convert(node, error);
	if (itemIndex !== undefined) nodeError.context.itemIndex = itemIndex;
	return nodeError;
}

function convert(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ApiError) {
		const { message, description, httpCode, failure } = error;
		return withMessage(
			new NodeApiError(node, { message, description }, { message, description, httpCode, failure }),
			message,
		);
	}
	const cause = error instanceof Error ? error : new Error(wordsOf(error));
	const description = error instanceof InputError ? error.description : undefined;
	return withMessage(new NodeOperationError(node, cause, { description }), cause.message);
}

/** n8n rewrites messages that contain the name of a network error, even in a user's value. */
function withMessage<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}

/** Not for objects: their `toString` may return anything, or throw. */
function wordsOf(thrown: unknown): string {
	return typeof thrown === 'object' || typeof thrown === 'function'
		? 'Unknown error'
		: String(thrown);
}
