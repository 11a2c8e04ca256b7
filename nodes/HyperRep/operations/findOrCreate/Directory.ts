import { deepCopy, sleep, type IDataObject } from 'n8n-workflow';

import type { WriteSlot } from '../../api/writes';
import { onAbort } from '../../concurrency/onAbort';
import { TimeSlice } from '../../concurrency/TimeSlice';
import { unlessCancelled } from '../../concurrency/unlessCancelled';
import { ApiError } from '../../errors/ApiError';
import type { Creations, Visit } from '../../sharing/Creations';
import { hashOf } from '../../sharing/hash';
import { lastMinute, MAX_AGE } from '../../sharing/LastMinute';
import { nextMoment } from '../../sharing/moments';
import type { KeptPage } from '../../sharing/pages';
import { parseTimestamp } from '../../time/microseconds';
import { creationsOf } from '../createRecord';
import type { RunItem, Scope } from '../Operation';
import { pathOf, type RecordKind } from '../RecordKind';
import { keysOf } from './matchKeys';

/** One item of a run: the keys that it looks for. */
export interface Lookup {
	keys: string[];
}

/** An item that creates its record if there is none. */
export interface CreatingLookup extends Lookup {
	/** All keys of the record that it would create, including those that it does not look for. */
	ownKeys: string[];
	writes: WriteSlot | undefined;
	/** Creates it, and adds it to the creations of the list. */
	create(): Promise<IDataObject>;
}

/** All executions of this process read together. */
const readings = lastMinute.readings();

interface FoundRecord {
	record: IDataObject;
	/** In microseconds; Infinity for a date that cannot be read. */
	createdAt: number;
}

/**
 * Finds the records that the items of a run look for. The list is read once for all items, up to the page
 * with the last match. Only what they look for is kept.
 */
export class Directory<L extends Lookup = Lookup> {
	/** What this process has created in the list, and this run's visit there. */
	protected readonly creations: Creations;
	private readonly visit: Visit;
	/** When the execution began. */
	private readonly began: number;
	/** For each key that an item looks for, the record that was created first. */
	private readonly found = new Map<string, FoundRecord>();
	private reading: Promise<void> | undefined;

	constructor(
		private readonly kind: RecordKind,
		private readonly scope: Pick<Scope, 'item' | 'run' | 'purpose'>,
		protected readonly lookups: ReadonlyMap<RunItem, L>,
	) {
		const { item, run } = scope;
		this.creations = creationsOf(kind, item.client);
		this.visit = this.creations.enter();
		this.began = lastMinute.beginningOf(run);
		onAbort(run.cancel, () => {
			this.creations.leave(this.visit);
			lastMinute.noteCreations();
		});
	}

	/**
	 * Finds the record of an item.
	 *
	 * @returns a copy of the one that was created first, or one that this process has created; `undefined` if
	 * there is none
	 * @throws the error of the reading
	 */
	async find(item: RunItem, cancel: AbortSignal): Promise<IDataObject | undefined> {
		const { keys } = this.lookupOf(item);
		this.reading ??= this.read();
		await unlessCancelled(this.reading, cancel);
		const created = this.createdWith(keys);
		const record = this.firstFound(keys) ?? (created instanceof ApiError ? undefined : created);
		return record && deepCopy(record);
	}

	protected lookupOf(item: RunItem): L {
		const lookup = this.lookups.get(item);
		if (lookup === undefined) throw new Error('The item is not one of this run');
		return lookup;
	}

	/** What this process has created with one of the keys, or the error if that is in doubt. */
	protected createdWith(keys: string[]): IDataObject | ApiError | undefined {
		return this.creations.find(keys, this.visit);
	}

	/** Whether an item needs the list, and since when it must have been read. */
	protected sinceFor({ keys }: L): number | undefined {
		// A record in doubt may be in the list by now.
		return Math.max(this.began, this.creations.lastDoubt(keys));
	}

	private async read(): Promise<void> {
		const missing = new Set<L>();
		const waiting = new Map<string, L[]>();
		let since = 0;
		for (const lookup of this.lookups.values()) {
			const moment = this.sinceFor(lookup);
			if (moment === undefined) continue;
			since = Math.max(since, moment);
			missing.add(lookup);
			for (const key of lookup.keys) {
				const others = waiting.get(key);
				if (others === undefined) waiting.set(key, [lookup]);
				else others.push(lookup);
			}
		}
		if (missing.size === 0) return;
		const hashes = new Set([...waiting.keys()].map(hashOf));
		const slice = new TimeSlice();
		for await (const page of this.pages(since)) {
			for (const records of page.records.candidates(hashes)) {
				if (slice.isOver) await slice.yieldTurn();
				for (const record of records) {
					for (const key of keysOf(this.kind, record)) {
						const lookups = waiting.get(key);
						if (lookups === undefined) continue;
						if (!this.found.has(key)) lookups.forEach((lookup) => missing.delete(lookup));
						this.note(key, record);
					}
				}
			}
			if (missing.size === 0) return;
		}
	}

	/** The pages of the list that were requested after a moment. */
	private pages(since: number): AsyncIterable<KeptPage> {
		const { kind } = this;
		const { item, run, purpose } = this.scope;
		const { cancel } = run;
		const list = {
			path: pathOf(kind),
			noun: kind.plural,
			purpose: purpose(`look for the ${kind.noun}`),
		};
		const reader = { client: item.client.within({ cancel }), maxAge: MAX_AGE, cancel, since };
		return readings.of(item.client, list, (record) => keysOf(kind, record)).pages(reader);
	}

	private note(key: string, record: IDataObject): void {
		const createdAt = parseTimestamp(record.created_at) ?? Infinity;
		const before = this.found.get(key);
		if (before === undefined || createdAt < before.createdAt) {
			this.found.set(key, { record, createdAt });
		}
	}

	/** Of the records with one of the keys, the one that was created first. */
	private firstFound(keys: string[]): IDataObject | undefined {
		let first: FoundRecord | undefined;
		for (const key of keys) {
			const found = this.found.get(key);
			if (found === undefined) continue;
			if (first === undefined || found.createdAt < first.createdAt) first = found;
		}
		return first?.record;
	}
}

/** Finds the records that the items of a run look for, and creates each that is missing once. */
export class CreatingDirectory extends Directory<CreatingLookup> {
	constructor(...args: ConstructorParameters<typeof Directory<CreatingLookup>>) {
		super(...args);
		for (const lookup of this.lookups.values()) {
			// Its error is thrown when its own item runs.
			if (lookup.writes?.earlier() !== undefined) lookup.create().catch(() => {});
		}
	}

	/**
	 * Finds the record of an item, or creates it.
	 *
	 * @param cancel ends it before anything is created
	 * @returns the record, and whether it was created for this item
	 * @throws the error of the reading or the creation
	 */
	async findOrCreate(
		item: RunItem,
		cancel: AbortSignal,
	): Promise<{ record: IDataObject; wasCreated: boolean }> {
		const lookup = this.lookupOf(item);
		const { keys, ownKeys, writes } = lookup;
		const earlier = writes?.earlier();
		if (earlier !== undefined && 'record' in earlier) {
			return { record: await lookup.create(), wasCreated: true };
		}
		const found = await this.find(item, cancel);
		if (found !== undefined) return { record: found, wasCreated: false };
		// An item that may have written before does not write again: `create` says so.
		if (earlier !== undefined) return { record: await lookup.create(), wasCreated: true };
		return await this.creations.inTurn({ keys, ownKeys, cancel }, async (hasWaited) => {
			const created = this.createdWith(keys);
			if (created instanceof ApiError) return await Promise.reject(created);
			if (created !== undefined) return { record: deepCopy(created), wasCreated: false };
			// The item whose create was refused may end the run.
			if (hasWaited) await sleep(0);
			if (cancel.aborted) throw new Error('The run ended before this item');
			return { record: await lookup.create(), wasCreated: true };
		});
	}

	protected override sinceFor(lookup: CreatingLookup): number | undefined {
		const earlier = lookup.writes?.earlier();
		if (earlier === undefined) return super.sinceFor(lookup);
		return 'record' in earlier ? undefined : nextMoment();
	}
}
