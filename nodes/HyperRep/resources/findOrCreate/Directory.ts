import { deepCopy, sleep, type IDataObject } from 'n8n-workflow';

import type { WriteSlot } from '../../api/writes';
import { parseTimestamp } from '../../time/microseconds';
import type { RunItem } from '../Operation';
import { Creations } from './Creations';

/** One item of a run: the keys that it looks for, and how its record is created. */
export interface Lookup {
	keys: string[];
	/** All keys of the record that it would create, also those that it does not look for. */
	ownKeys: string[];
	writes: WriteSlot | undefined;
	create(): Promise<IDataObject>;
}

/** How the records of an organization are read. */
export interface Source {
	pages(): AsyncIterable<{ records: IDataObject[] }>;
	keysOf(record: IDataObject): string[];
}

interface Found {
	record: IDataObject;
	/** In microseconds; Infinity for a date that cannot be read. */
	createdAt: number;
}

/**
 * Finds the records that the items of a run look for, or creates them. The list is read once for all
 * items, as far as the page on which the last of them is found. Only what they look for is kept.
 */
export class Directory {
	/** For each key that an item looks for, the record that was created first. */
	private readonly found = new Map<string, Found>();
	/** What the items have created; what earlier tries have, included. */
	private readonly creations = new Creations();
	/** Keys of what an earlier try of the run may have created. That is not known, even if one turns up. */
	private readonly doubtful = new Set<string>();
	private reading: Promise<void> | undefined;

	constructor(
		private readonly source: Source,
		private readonly lookups: ReadonlyMap<RunItem, Lookup>,
	) {
		for (const lookup of lookups.values()) {
			const logged = lookup.writes?.earlier();
			if (logged === undefined) continue;
			const { ownKeys } = lookup;
			// What is wrong with it is told when its own item comes.
			this.creations.inTurn([], ownKeys, async () => await this.create(lookup)).catch(() => {});
			if ('doubt' in logged) ownKeys.forEach((key) => this.doubtful.add(key));
		}
	}

	/**
	 * Finds the record of an item, or creates it.
	 *
	 * @param cancel ends it before something is created
	 * @returns the record, and whether it was created for this item
	 * @throws what the reading or the creation has thrown
	 */
	async resolve(
		item: RunItem,
		cancel: AbortSignal,
	): Promise<{ record: IDataObject; wasCreated: boolean }> {
		const lookup = this.lookups.get(item);
		if (lookup === undefined) throw new Error('The item is not one of this run');
		if (isLogged(lookup)) return { record: await lookup.create(), wasCreated: true };
		this.reading ??= this.read();
		await this.reading;
		const { keys, ownKeys } = lookup;
		const found = this.firstFound(lookup);
		if (found !== undefined) return { record: deepCopy(found), wasCreated: false };
		return await this.creations.inTurn(keys, ownKeys, async (hasWaited) => {
			const created = this.creations.find(keys);
			if (created !== undefined) return { record: deepCopy(created), wasCreated: false };
			// The item whose record was refused may end the run.
			if (hasWaited) await sleep(0);
			if (cancel.aborted) throw new Error('The run ended before this item');
			return { record: await this.create(lookup), wasCreated: true };
		});
	}

	private async create({ ownKeys, create }: Lookup): Promise<IDataObject> {
		return await this.creations.create(ownKeys, create, this.source.keysOf);
	}

	private async read(): Promise<void> {
		const missing = new Set<Lookup>();
		const waiting = new Map<string, Lookup[]>();
		for (const lookup of this.lookups.values()) {
			if (isLogged(lookup)) continue;
			for (const key of lookup.keys) {
				if (this.doubtful.has(key)) continue;
				missing.add(lookup);
				const others = waiting.get(key);
				if (others === undefined) waiting.set(key, [lookup]);
				else others.push(lookup);
			}
		}
		if (missing.size === 0) return;
		for await (const { records } of this.source.pages()) {
			for (const record of records) {
				for (const key of this.source.keysOf(record)) {
					const lookups = waiting.get(key);
					if (lookups === undefined) continue;
					if (!this.found.has(key)) lookups.forEach((lookup) => missing.delete(lookup));
					this.note(key, record);
				}
			}
			if (missing.size === 0) return;
		}
	}

	private note(key: string, record: IDataObject): void {
		const createdAt = parseTimestamp(record.created_at) ?? Infinity;
		const before = this.found.get(key);
		if (before === undefined || createdAt < before.createdAt) {
			this.found.set(key, { record, createdAt });
		}
	}

	/** Of the records with one of the keys, the one that was created first. */
	private firstFound({ keys }: Lookup): IDataObject | undefined {
		let first: Found | undefined;
		for (const key of keys) {
			const found = this.found.get(key);
			if (found === undefined) continue;
			if (first === undefined || found.createdAt < first.createdAt) first = found;
		}
		return first?.record;
	}
}

/** Whether an earlier try of the run has created its record, or may have. */
const isLogged = ({ writes }: Lookup) => writes?.earlier() !== undefined;
