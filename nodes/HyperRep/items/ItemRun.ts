import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/Client';
import type { ConnectionPool } from '../api/ConnectionPool';
import { onAbort } from '../concurrency/onAbort';
import { TimeSlice } from '../concurrency/TimeSlice';
import { toNodeError } from '../errors/toNodeError';
import { organization } from '../parameters/organization';
import type { Operation, Run, RunItem } from '../resources/Operation';
import { onlyOrganization } from '../resources/organization/onlyOrganization';
import { nextMoment } from '../sharing/SharedReading';
import type { ItemParameters } from './ItemParameters';
import type { WriteLog } from './WriteLog';

/** What one item asks for. Reading it sends no request. */
interface ReadItem {
	/** `undefined` where it is left empty, or not needed. */
	organizationId: string | undefined;
	values: unknown;
}

/** One run of an operation for all input items of the node. */
export class ItemRun implements Run {
	readonly began = nextMoment();
	private readonly items = new Map<Client, RunItem[]>();
	/** The items that `prepareAll` has prepared, and what is wrong with those that it could not. */
	private readonly prepared = new Map<number, RunItem>();
	private readonly refused = new Map<number, unknown>();
	private readonly clients = new Map<Client, Map<string, Client>>();
	private readonly onlyOrganizations = new Map<Client, Promise<string>>();
	private readonly sharedThings = new Map<Client, Map<string, unknown>>();
	private readonly over = new AbortController();
	private readonly release: () => void;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ItemParameters,
		private readonly operation: Operation,
		private readonly connections: ConnectionPool,
		private readonly log: WriteLog,
	) {
		const signal = context.getExecutionCancelSignal();
		this.release = onAbort(signal, () => this.over.abort());
	}

	get cancel(): AbortSignal {
		return this.over.signal;
	}

	get execution(): string | object {
		const id = this.context.getExecutionId();
		if (id) return id;
		try {
			return this.context.getContext('flow');
		} catch {
			return this; // a run of which n8n keeps nothing is an execution of its own
		}
	}

	/** Ends what goes on for items that nobody waits for any more. */
	close(): void {
		this.release();
		this.over.abort();
	}

	/**
	 * Reads the parameters of all items before the first request.
	 *
	 * @param keepsGoing whether what is wrong with one item is told only when that item is executed
	 * @throws NodeOperationError or NodeApiError for the first item that can't be read
	 */
	async prepareAll(count: number, keepsGoing: boolean): Promise<void> {
		const slice = new TimeSlice();
		const read = new Map<number, ReadItem>();
		const attempt = async (index: number, step: () => Promise<unknown>) => {
			if (slice.isOver) await slice.giveWay();
			if (this.cancel.aborted === true) throw new Error('The execution was cancelled');
			try {
				await step();
			} catch (error) {
				if (!keepsGoing) throw toNodeError(this.context.getNode(), error, index);
				this.refused.set(index, error);
			}
		};
		for (let index = 0; index < count; index++) {
			await attempt(index, async () => read.set(index, this.read(index)));
		}
		for (const [index, parameters] of read) {
			await attempt(index, async () => {
				const item = await this.connect(index, parameters);
				const others = this.items.get(item.client);
				if (others === undefined) this.items.set(item.client, [item]);
				else others.push(item);
				this.prepared.set(index, item);
			});
		}
	}

	/**
	 * Executes the operation for one item. After its parameters are read, nothing asks n8n for an
	 * expression again.
	 *
	 * @throws InputError, ApiError, or what n8n throws for an expression that fails
	 */
	async execute(index: number, cancel: AbortSignal): Promise<IDataObject[]> {
		if (this.refused.has(index)) throw this.refused.get(index);
		const item = this.prepared.get(index) ?? (await this.connect(index, this.read(index)));
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

	itemsOf(client: Client): RunItem[] {
		return this.items.get(client) ?? [];
	}

	shared<T>(name: string, client: Client, make: () => T): T {
		const things = this.sharedThings.get(client) ?? new Map<string, unknown>();
		this.sharedThings.set(client, things);
		if (!things.has(name)) things.set(name, make());
		return things.get(name) as T;
	}

	private read(index: number): ReadItem {
		const source = this.parameters.of(index);
		const { needsOrganization } = this.operation;
		return {
			organizationId: needsOrganization ? organization.read(source) : undefined,
			values: this.operation.read(source),
		};
	}

	private async connect(index: number, { organizationId, values }: ReadItem): Promise<RunItem> {
		const root = await this.connections.clientFor(index);
		const writes = this.log.slotOf(index);
		if (!this.operation.needsOrganization) return { index, client: root, values, writes };
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
		const finding =
			this.onlyOrganizations.get(root) ?? onlyOrganization(root.within({ cancel: this.cancel }));
		this.onlyOrganizations.set(root, finding);
		return await finding;
	}
}
