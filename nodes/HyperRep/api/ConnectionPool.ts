import type { IExecuteFunctions } from 'n8n-workflow';

import { Client } from './Client';
import { Connection } from './Connection';
import { accountOf } from './credential';
import { readCredential } from './readCredential';
import { RETRY_POLICY, type RetryPolicy } from './sending/RetryPolicy';

/**
 * The connections of one run. The key and the base URL of a credential may be expressions of the item; items
 * with the same values share a connection, and therefore its pauses.
 */
export class ConnectionPool {
	private readonly clients = new Map<string, Client>();
	/** The client of every item, once it is certain that they share one. */
	private onlyClient: Client | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly policy: RetryPolicy = RETRY_POLICY,
	) {}

	/** The client of one item, the same one for each with the same credential; throws InputError for an unusable one. */
	async clientFor(itemIndex: number): Promise<Client> {
		if (this.onlyClient !== undefined) return this.onlyClient;
		const { data, isTheSameForAll } = await readCredential(this.context, itemIndex);
		const account = accountOf(data);
		const client =
			this.clients.get(account) ?? new Client(new Connection(this.context, data, this.policy));
		this.clients.set(account, client);
		if (isTheSameForAll) this.onlyClient = client;
		return client;
	}
}
