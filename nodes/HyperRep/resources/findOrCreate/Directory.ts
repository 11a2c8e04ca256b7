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
	/** In microseconds; Infinity for a date that cannot be read. */
	createdAt: number;
}

/** A record that is being created, or was. Where HyperRep refused it, its keys are free again. */
interface Creation {
	record: Promise<IDataObject>;
	isRefused: boolean;
}

/**
 * Finds the records that the items of a run look for, or creates them. The list is read once for all
 * items, as far as the page on which the last of them is found. Only what they look for is kept.
 */
export class Directory {
	/** For each key that an item looks for, the record that was created first. */
	private readonly found = new Map<string, Found>();
	/** For each key of an item that creates a record, the creation. */
	private readonly creations = new Map<string, Creation>();
	/** The same of an earlier try of this run: what it has created, or may have. */
	private readonly logged = new Map<string, Creation>();
	private reading: Promise<void> | undefined;

	constructor(
		private readonly source: Source,
		private readonly wishes: ReadonlyMap<RunItem, Wish>,
	) {
		for (const wish of wishes.values()) {
			if (isLogged(wish)) claim(this.logged, wish, begin(wish));
		}
	}

	/**
	 * @returns the record, and whether it was created for this item
	 * @throws what the reading or the creation has thrown
	 */
	async resolve(item: RunItem): Promise<{ record: IDataObject; wasCreated: boolean }> {
		const wish = this.wishes.get(item);
		if (wish === undefined) throw new Error('The item is not one of this run');
		if (isLogged(wish)) return { record: await wish.create(), wasCreated: true };
		const logged = creationOf(this.logged, wish);
		if (logged !== undefined) return { record: await logged.record, wasCreated: false };
		this.reading ??= this.read();
		await this.reading;
		const found = this.firstFound(wish);
		if (found !== undefined) return { record: found, wasCreated: false };
		for (;;) {
			const creation = creationOf(this.creations, wish);
			if (creation === undefined) break;
			claim(this.creations, wish, creation);
			try {
				return { record: await creation.record, wasCreated: false };
			} catch (error) {
				// Where the record of the other item was refused, this item tries its own.
				if (!creation.isRefused) throw error;
			}
		}
		const creation = begin(wish);
		claim(this.creations, wish, creation);
		return { record: await creation.record, wasCreated: true };
	}

	private async read(): Promise<void> {
		const missing = new Set<Wish>();
		const waiting = new Map<string, Wish[]>();
		for (const wish of this.wishes.values()) {
			if (creationOf(this.logged, wish) !== undefined) continue;
			missing.add(wish);
			for (const key of wish.keys) {
				const others = waiting.get(key);
				if (others === undefined) waiting.set(key, [wish]);
				else others.push(wish);
			}
		}
		for await (const { records } of this.source.pages()) {
			for (const record of records) {
				for (const key of this.source.keysOf(record)) {
					const wishes = waiting.get(key);
					if (wishes === undefined) continue;
					if (this.found.get(key) === undefined) wishes.forEach((wish) => missing.delete(wish));
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
	private firstFound({ keys }: Wish): IDataObject | undefined {
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
const isLogged = ({ writes }: Wish) => writes?.earlier() !== undefined;

/** Creates the record of a wish, or gives what the log has of it. */
function begin(wish: Wish): Creation {
	const creation: Creation = { record: wish.create(), isRefused: false };
	creation.record.catch((error: unknown) => {
		creation.isRefused = !(error instanceof ApiError && error.isInDoubt);
	});
	return creation;
}

/** The creation that one of the keys leads to. */
function creationOf(creations: Map<string, Creation>, { keys }: Wish): Creation | undefined {
	for (const key of keys) {
		const creation = creations.get(key);
		if (creation !== undefined && !creation.isRefused) return creation;
	}
	return undefined;
}

/** Lets the keys that are free lead to a creation. */
function claim(creations: Map<string, Creation>, { keys }: Wish, creation: Creation): void {
	for (const key of keys) {
		if (creations.get(key)?.isRefused ?? true) creations.set(key, creation);
	}
}
