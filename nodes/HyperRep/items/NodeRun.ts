import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/Client';
import type { ConnectionPool } from '../api/ConnectionPool';
import { onAbort } from '../concurrency/onAbort';
import { TimeSlice } from '../concurrency/TimeSlice';
import { throwIfCancelled } from '../concurrency/unlessCancelled';
import { toNodeError } from '../errors/toNodeError';
import type { ListOutcome, Operation, Run, RunItem } from '../operations/Operation';
import { organization } from '../parameters/organization';
import { onlyOrganization } from '../resources/organization/organizations';
import { lastMinute, type OnlyOrganization } from '../sharing/LastMinute';
import { nextMoment } from '../sharing/moments';
import type { ItemParameters } from './ItemParameters';
import type { WriteLog } from './WriteLog';

/** What one item asks for. Reading it sends no request. */
interface ReadItem {
	/** `undefined` if it is empty, or not needed. */
	organizationId: string | undefined;
	values: unknown;
}

/** What a step returned, or what it threw. */
type Attempt<T> = { value: T } | { error: unknown };

/** One run of an operation for all input items of the node. */
export class NodeRun implements Run {
	readonly began = nextMoment();
	/** The items that `prepareAll` has prepared, or their errors. */
	private readonly prepared = new Map<number, Attempt<RunItem>>();
	/** The outcomes of the run's lists. */
	readonly lists: ListOutcome[] = [];
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

	get count(): number {
		return this.context.getInputData().length;
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
			return this; // a run of which n8n keeps nothing counts as an execution of its own
		}
	}

	/** Ends what still runs for items that are no longer awaited. */
	close(): void {
		this.release();
		this.over.abort();
	}

	/**
	 * Reads the parameters of all items before the first request.
	 *
	 * @param keepsGoing whether an item's error is thrown only when that item is executed
	 * @throws NodeOperationError or NodeApiError for the first item that can't be read
	 */
	async prepareAll(count: number, keepsGoing: boolean): Promise<void> {
		const slice = new TimeSlice();
		const attempt = async <T>(index: number, step: () => T | Promise<T>): Promise<Attempt<T>> => {
			if (slice.isOver) await slice.yieldTurn();
			throwIfCancelled(this.cancel);
			try {
				return { value: await step() };
			} catch (error) {
				if (!keepsGoing) throw toNodeError(this.context.getNode(), error, index);
				return { error };
			}
		};
		const read: Array<Attempt<ReadItem>> = [];
		for (let index = 0; index < count; index++) {
			read.push(await attempt(index, () => this.read(index)));
		}
		for (const [index, one] of read.entries()) {
			const prepared =
				'error' in one
					? one
					: await attempt(index, async () => await this.connect(index, one.value));
			this.prepared.set(index, prepared);
			if ('value' in prepared) this.itemsOf(prepared.value.client).push(prepared.value);
		}
	}

	/**
	 * Executes the operation for one item. After its parameters are read, nothing asks n8n for an expression again.
	 *
	 * @throws InputError, ApiError, or what n8n throws for an expression that fails
	 */
	async execute(index: number, cancel: AbortSignal): Promise<IDataObject[]> {
		const prepared = this.prepared.get(index);
		this.prepared.delete(index);
		if (prepared !== undefined && 'error' in prepared) throw prepared.error;
		const item = prepared?.value ?? (await this.connect(index, this.read(index)));
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
		return this.shared<RunItem[]>('items', client, () => []);
	}

	noteList(list: ListOutcome): void {
		this.lists.push(list);
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
		const { needsOrganization } = this.operation;
		const client = needsOrganization ? await this.clientIn(root, organizationId) : root;
		return { index, client, values, writes: this.log.slotOf(index) };
	}

	/** The client of an organization, or of the only one if none is chosen; the same one for each of its items. */
	private async clientIn(root: Client, chosenId: string | undefined): Promise<Client> {
		const { id, knownAs } =
			chosenId === undefined
				? await this.findOnlyOrganization(root)
				: { id: chosenId, knownAs: chosenId };
		return this.shared(`organization ${id}`, root, () => root.inOrganization(id, knownAs));
	}

	private async findOnlyOrganization(root: Client): Promise<OnlyOrganization> {
		return await this.shared('only organization', root, async () => {
			// The rule for which pages a run may use applies to this list, too.
			const since = this.operation.readsAllItems ? lastMinute.beginningOf(this) : this.began;
			return await onlyOrganization(root.within({ cancel: this.cancel }), since);
		});
	}
}
