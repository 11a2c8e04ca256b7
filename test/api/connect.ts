import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData, type INodeExecutionData } from 'n8n-workflow';

import type { Client } from '../../nodes/HyperRep/api/Client';
import { ConnectionPool } from '../../nodes/HyperRep/api/ConnectionPool';
import type { Purpose } from '../../nodes/HyperRep/api/ApiRequest';
import { RETRY_POLICY, type RetryPolicy } from '../../nodes/HyperRep/api/sending/RetryPolicy';
import { toNodeError } from '../../nodes/HyperRep/errors/toNodeError';
import { HyperRep } from '../../nodes/HyperRep/HyperRep.node';
import type { Fixture } from '../useStandIn';
import { NODE_TYPE } from '../../dev/n8n/nodeTypes';
import { prepare, type Setup } from '../../dev/n8n/setup';

const action = new HyperRep();

/** What the labels of the contact's parameters are, as the node's operations say them. */
export const LABELS = new Map([
	['organization_id', 'Organization'],
	['contact_id', 'Contact'],
	['email', 'Email'],
	['phone_number', 'Phone Number'],
]);

export const LIST: Purpose = { doing: 'list the contacts', labels: LABELS };

export const CREATE: Purpose = {
	doing: 'create the contact',
	value: 'Bruno',
	labels: LABELS,
	trace: 'the contact "Bruno"',
	mayExist: 'The contact may have been created anyway',
};

/** n8n's context of the action node. */
export function executeContext(
	setup: Pick<Setup, 'baseUrl' | 'apiKey'>,
	items: INodeExecutionData[] = [{ json: {} }],
): ExecuteContext {
	const { node, workflow, additionalData } = prepare(
		{ ...setup, parameters: {} },
		NODE_TYPE,
		action,
	);
	const input = { main: [items] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		input,
		{ node, data: input, source: null },
		[],
	);
}

/** A client with another retry policy than users get. */
export async function connect(
	setup: Pick<Setup, 'baseUrl' | 'apiKey'>,
	policy: Partial<RetryPolicy> = {},
): Promise<Client> {
	const context = executeContext(setup);
	return await new ConnectionPool(context, { ...RETRY_POLICY, ...policy }).clientFor(0);
}

/** As `connect`, in the organization of a stand-in. */
export async function connectTo(
	{ standIn, organization }: Fixture,
	policy: Partial<RetryPolicy> = {},
): Promise<Client> {
	const client = await connect({ baseUrl: standIn.url }, policy);
	return client.inOrganization(standIn.idOf('organization', organization));
}

/** What n8n shows of an error: that of a node, for the first item. */
export async function asNode<T>(promise: Promise<T>): Promise<T> {
	return await promise.catch((error: unknown) => {
		const { node } = prepare({ baseUrl: '', parameters: {} }, NODE_TYPE, action);
		throw toNodeError(node, error, 0);
	});
}
