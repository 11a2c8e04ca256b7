import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { ApiError } from '../../nodes/HyperRep/errors/ApiError';
import { InputError } from '../../nodes/HyperRep/errors/InputError';
import { toNodeError } from '../../nodes/HyperRep/errors/toNodeError';

const node: INode = {
	id: '1',
	name: 'HyperRep',
	type: 'n8n-nodes-hyperrep.hyperRep',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test('an error of the API keeps what n8n and its scheduler need', () => {
	const error = toNodeError(
		node,
		new ApiError('Could not get the contact: ECONNREFUSED is its name', {
			description: 'Check it.',
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 1000 },
		}),
		7,
	);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'Could not get the contact: ECONNREFUSED is its name',
		description: 'Check it.',
		httpCode: '429',
		failure: { cause: 'rate-limited', retryAfterMs: 1000 },
		context: { itemIndex: 7 },
	});
});

test('what the user entered becomes an error of the operation', () => {
	const error = toNodeError(node, new InputError("'Email' is ENOTFOUND", 'Enter it.'), 0);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: "'Email' is ENOTFOUND",
		description: 'Enter it.',
		context: { itemIndex: 0 },
	});
});

test("n8n's own error stays the same one", () => {
	const own = new NodeOperationError(node, 'x');
	expect(toNodeError(node, own, 3)).toBe(own);
	expect(own.context.itemIndex).toBe(3);
});

test.each<[unknown, string]>([
	['a text', 'a text'],
	[undefined, 'undefined'],
	[{ toString: 1 }, 'Unknown error'],
	[Object.create(null), 'Unknown error'],
])('anything else that is thrown becomes one, too (%#)', (thrown, message) => {
	expect(toNodeError(node, thrown)).toMatchObject({ message });
});
