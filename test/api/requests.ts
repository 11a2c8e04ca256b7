import type { IDataObject } from 'n8n-workflow';

import type { RetryPolicy } from '../../nodes/HyperRep/api/sending/RetryPolicy';
import { useStandIn } from '../useStandIn';
import type { Fault } from '../../dev/standIn/faults';
import { asNode, connectTo, CREATE, LIST } from './connect';

/** Waits that nobody has to wait for. */
export const QUICK: Partial<RetryPolicy> = { firstWait: 2, maxRefusal: 40 };

/** A stand-in with one contact, and requests to it. */
export function useRequests() {
	const fixture = useStandIn();
	beforeEach(() => {
		fixture.organization.contacts.create({ name: 'Ada' });
	});

	/** A client of the stand-in's organization. */
	const client = async (policy = QUICK) => await connectTo(fixture, policy);

	/** Lists the contacts. */
	async function get(policy?: Partial<RetryPolicy>, cancel?: AbortSignal): Promise<IDataObject[]> {
		const reading = (await client(policy)).within({ cancel });
		return await asNode(reading.list({ path: ['contacts'], limit: 50, purpose: LIST }));
	}

	/** Creates the contact Bruno. */
	async function create(policy?: Partial<RetryPolicy>, cancel?: AbortSignal): Promise<IDataObject> {
		const writing = (await client(policy)).within({ cancel });
		return await asNode(
			writing.create({
				path: ['contacts'],
				body: { name: 'Bruno' },
				idField: 'contact_id',
				purpose: CREATE,
			}),
		);
	}
	return { fixture, client, get, create };
}

/** A response with a reason as HyperRep writes it. */
export const json = (status: number, detail: unknown): Fault => ({
	kind: 'status',
	status,
	type: 'application/json',
	body: JSON.stringify({ detail }),
});

/** How a server or the network breaks off. */
export const BROKEN: Array<[string, Fault]> = [
	...[500, 502, 503, 504].map((status): [string, Fault] => [
		`status ${status}`,
		{ kind: 'status', status, body: '<html>busy</html>' },
	]),
	['a connection that is reset', { kind: 'reset' }],
	['a response that is cut off', { kind: 'truncate' }],
	[
		'a response that is cut off without having told its length',
		{ kind: 'truncate', length: false },
	],
];

/** How HyperRep refuses a request that comes too fast. */
export const REFUSED: [string, Fault] = [
	'status 429',
	{ kind: 'status', status: 429, body: '<p>busy' },
];
