import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { ApiError } from './ApiError';
import { InputError } from './InputError';

/** Makes n8n's error of anything that was thrown. This is the only place where errors are converted. */
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

/** n8n rewrites messages in which it finds the name of a network error, even in a user's value. */
function withMessage<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}

/** Not of objects: theirs may be anything, and throw. */
function wordsOf(thrown: unknown): string {
	return typeof thrown === 'object' || typeof thrown === 'function'
		? 'Unknown error'
		: String(thrown);
}
