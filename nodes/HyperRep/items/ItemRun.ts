import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/Client';
import type { ConnectionPool } from '../api/ConnectionPool';
import { toNodeError } from '../errors/toNodeError';
import { organization } from '../parameters/organization';
import type { Operation, Run, RunItem } from '../resources/Operation';
import { onlyOrganization } from '../resources/organization/onlyOrganization';
import { parametersOf } from './parametersOf';
import type { WriteLog } from './WriteLog';

/** One run of an operation for all input items of the node. */
export class ItemRun implements Run {
	readonly items: RunItem[] = [];
	private readonly prepared = new Map<number, Promise<RunItem>>();
	private readonly clients = new Map<Client, Map<string, Client>>();
	private readonly onlyOrganizations = new Map<Client, Promise<string>>();
	private readonly sharedThings = new Map<Client, unknown>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly connections: ConnectionPool,
		private readonly log: WriteLog,
	) {}

	get cancel(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal();
	}

	/**
	 * Reads the parameters of all items before the first one is executed.
	 *
	 * @param keepsGoing whether what is wrong with one item is told only when that item is executed
	 * @throws NodeOperationError or NodeApiError for the first item that can't be read
	 */
	async prepareAll(count: number, keepsGoing: boolean): Promise<void> {
		for (let index = 0; index < count; index++) {
			const preparing = this.prepare(index);
			this.prepared.set(index, preparing);
			try {
				this.items.push(await preparing);
			} catch (error) {
				if (!keepsGoing) throw toNodeError(this.context.getNode(), error, index);
			}
		}
	}

	/**
	 * Executes the operation for one item. After its parameters are read, nothing asks n8n for an
	 * expression again.
	 *
	 * @throws InputError, ApiError, or what n8n throws for an expression that fails
	 */
	async execute(index: number, cancel: AbortSignal): Promise<IDataObject[]> {
		const item = await (this.prepared.get(index) ?? this.prepare(index));
		this.prepared.delete(index);
		const { labels } = this.operation;
		return await this.operation.execute({
			item,
			client: item.client.within({ cancel, writes: item.writes }),
			values: item.values,
			run: this,
			cancel,
			timezone: this.context.getTimezone(),
			purpose: (doing, value) => ({ doing, value, labels }),
		});
	}

	shared<T>(client: Client, make: () => T): T {
		if (!this.sharedThings.has(client)) this.sharedThings.set(client, make());
		return this.sharedThings.get(client) as T;
	}

	private async prepare(index: number): Promise<RunItem> {
		const source = parametersOf(this.context, index);
		const { needsOrganization } = this.operation;
		const organizationId = needsOrganization ? organization.read(source) : undefined;
		const values = this.operation.read(source);
		const root = await this.connections.clientFor(index);
		const writes = this.log.slotOf(index);
		if (!needsOrganization) return { index, client: root, values, writes };
		const id = organizationId ?? (await this.findOnlyOrganization(root));
		return { index, client: this.clientOf(root, id), values, writes };
	}

	/** The client of one organization, the same one for each of its items. */
	private clientOf(root: Client, organizationId: string): Client {
		const clients = this.clients.get(root) ?? new Map<string, Client>();
		this.clients.set(root, clients);
		const client = clients.get(organizationId) ?? root.inOrganization(organizationId);
		clients.set(organizationId, client);
		return client;
	}

	private async findOnlyOrganization(root: Client): Promise<string> {
		const finding = this.onlyOrganizations.get(root) ?? onlyOrganization(root);
		this.onlyOrganizations.set(root, finding);
		return await finding;
	}
}
