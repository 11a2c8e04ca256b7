import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/Client';
import type { ConnectionPool } from '../api/ConnectionPool';
import type { WriteSlot } from '../api/writes';
import { organization } from '../parameters/organization';
import type { Operation, Run, RunItem } from '../resources/Operation';
import { onlyOrganization } from '../resources/organization/onlyOrganization';
import { parametersOf } from './parametersOf';

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
	) {}

	/** Reads the parameters of all items. What is wrong with one is told when that item is executed. */
	async prepareAll(count: number): Promise<void> {
		for (let index = 0; index < count; index++) {
			const preparing = this.prepare(index);
			this.prepared.set(index, preparing);
			await preparing.then(
				(item) => this.items.push(item),
				() => undefined,
			);
		}
	}

	/**
	 * Executes the operation for one item. After its parameters are read, nothing asks n8n for an
	 * expression again.
	 *
	 * @throws InputError, ApiError, or what n8n throws for an expression that fails
	 */
	async execute(
		index: number,
		{ cancel, writes }: { cancel: AbortSignal; writes: WriteSlot | undefined },
	): Promise<IDataObject[]> {
		const item = await (this.prepared.get(index) ?? this.prepare(index));
		this.prepared.delete(index);
		const { labels } = this.operation;
		return await this.operation.execute({
			item,
			client: item.client.within({ cancel, writes }),
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
		if (!needsOrganization) return { index, client: root, values };
		const id = organizationId ?? (await this.findOnlyOrganization(root));
		return { index, client: this.clientOf(root, id), values };
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
