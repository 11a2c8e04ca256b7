import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../../api/ApiError';
import type { WriteSlot } from '../../api/writes';
import { parseTimestamp } from '../../time/microseconds';
import type { RunItem } from '../Operation';

/** One item of a run: the keys that it looks for, and how its record is created. */
export interface Wish {
	keys: string[];
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
	createdAt: number;
}

/**
 * Finds the records that the items of a run look for, or creates them. The list is read once for all
 * items, as far as the page on which the last of them is found. Only what they look for is kept.
 */
export class Directory {
	/** For each key that an item looks for, the record that was created first. */
	private readonly found = new Map<string, Found>();
	/** Who creates a record for a key, or has created it. */
	private readonly creations = new Map<string, Promise<IDataObject>>();
	private reading: Promise<void> | undefined;

	constructor(
		private readonly source: Source,
		private readonly wishes: ReadonlyMap<RunItem, Wish>,
	) {
		// What an earlier try of this run has created, or may have, is not created again.
		for (const wish of wishes.values()) {
			if (wish.writes?.earlier() !== undefined) this.create(wish);
		}
	}

	/**
	 * @returns the record, and whether it was created for this item
	 * @throws what the reading or the creation has thrown
	 */
	async resolve(item: RunItem): Promise<{ record: IDataObject; wasCreated: boolean }> {
		const wish = this.wishes.get(item);
		if (wish === undefined) throw new Error('The item is not one of this run');
		if (wish.writes?.earlier() !== undefined) {
			return { record: await this.create(wish), wasCreated: true };
		}
		this.reading ??= this.read();
		await this.reading;
		const found = this.firstFound(wish.keys);
		if (found !== undefined) return { record: found, wasCreated: false };
		for (;;) {
			const creation = wish.keys.map((key) => this.creations.get(key)).find(Boolean);
			if (creation === undefined) break;
			this.join(wish, creation);
			try {
				return { record: await creation, wasCreated: false };
			} catch (error) {
				// Where the record of the other item was refused, this item tries its own.
				if (isInDoubt(error)) throw error;
			}
		}
		return { record: await this.create(wish), wasCreated: true };
	}

	/** Creates the record of a wish. Every item with one of its keys gets it, or its doubt. */
	private create(wish: Wish): Promise<IDataObject> {
		const creation = wish.create();
		this.join(wish, creation);
		creation.catch((error: unknown) => {
			if (!isInDoubt(error)) this.leave(creation);
		});
		return creation;
	}

	private join({ keys }: Wish, creation: Promise<IDataObject>): void {
		for (const key of keys) {
			if (!this.creations.has(key)) this.creations.set(key, creation);
		}
	}

	private leave(creation: Promise<IDataObject>): void {
		for (const [key, other] of this.creations) {
			if (other === creation) this.creations.delete(key);
		}
	}

	private async read(): Promise<void> {
		const waiting = new Map<string, Wish[]>();
		const missing = new Set<Wish>();
		for (const wish of this.wishes.values()) {
			if (wish.writes?.earlier() !== undefined) continue;
			missing.add(wish);
			for (const key of wish.keys) waiting.set(key, [...(waiting.get(key) ?? []), wish]);
		}
		for await (const { records } of this.source.pages()) {
			for (const record of records) {
				for (const key of this.source.keysOf(record)) {
					const wishes = waiting.get(key);
					if (wishes === undefined) continue;
					this.note(key, record);
					for (const wish of wishes) missing.delete(wish);
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

	/** Of the records with one of these keys, the one that was created first. */
	private firstFound(keys: string[]): IDataObject | undefined {
		const [first] = keys
			.flatMap((key) => this.found.get(key) ?? [])
			.sort((a, b) => a.createdAt - b.createdAt);
		return first?.record;
	}
}

const isInDoubt = (error: unknown) => error instanceof ApiError && error.isInDoubt;
