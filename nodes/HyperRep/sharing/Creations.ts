import { deepCopy, type IDataObject } from 'n8n-workflow';

import { unlessCancelled } from '../concurrency/unlessCancelled';
import { ApiError } from '../errors/ApiError';
import { nextMoment } from './moments';
import type { KeysOf } from './StoredRecords';

/** The outcome of a create: a record, or the error that says that it is in doubt. */
interface Creation {
	record?: IDataObject;
	doubt?: ApiError;
	keys: string[];
	/** When the outcome was known: the moment, and the time in epoch milliseconds. */
	moment: number;
	time: number;
}

/** How long runs that begin after a create know of it, in milliseconds. */
const KNOWN_FOR = 60_000;

/** A run that looks for records, and creates missing ones. */
export interface Visit {
	/** In epoch milliseconds. */
	began: number;
}

/**
 * The records of one list that this process has created, or may have, by the keys that they were created
 * with. A run knows those since a minute before it began, however long it takes.
 */
export class Creations {
	private readonly visits = new Set<Visit>();
	/** In the order of their outcomes. */
	private readonly outcomes = new Set<Creation>();
	private readonly byKey = new Map<string, Creation[]>();
	/** For each key, the runs that may still create a record with it. */
	private readonly turns = new Map<string, Set<Promise<unknown>>>();

	/**
	 * @param keysOf returns the keys of a record
	 * @param now returns the time in epoch milliseconds
	 */
	constructor(
		private readonly keysOf: KeysOf,
		private readonly now: () => number,
	) {}

	/** How many are known. */
	get size(): number {
		return this.outcomes.size;
	}

	/** Whether a run may still ask, or create something. */
	get isInUse(): boolean {
		return this.visits.size + this.turns.size > 0;
	}

	/** When the oldest outcome was known. */
	get oldest(): number | undefined {
		return firstOf(this.outcomes)?.time;
	}

	/** Begins a run. Nothing that it may know is forgotten before it leaves. */
	enter(): Visit {
		const visit = { began: this.now() };
		this.visits.add(visit);
		return visit;
	}

	leave(visit: Visit): void {
		this.visits.delete(visit);
	}

	/**
	 * The record that was created with one of the keys, the first of several. The caller must copy it.
	 *
	 * @returns `undefined` if none was; ApiError if that is in doubt
	 */
	find(keys: string[], { began }: Visit): IDataObject | ApiError | undefined {
		const known = keys
			.flatMap((key) => this.byKey.get(key) ?? [])
			.filter(({ time }) => time > began - KNOWN_FOR)
			.sort((a, b) => a.moment - b.moment);
		return known.find(({ record }) => record !== undefined)?.record ?? known[0]?.doubt;
	}

	/** The last moment when a create with one of the keys was left in doubt; 0 if there is none. */
	lastDoubt(keys: string[]): number {
		const known = keys.flatMap((key) => this.byKey.get(key) ?? []);
		const doubts = known.filter(({ doubt }) => doubt !== undefined);
		return doubts.reduce((last, { moment }) => Math.max(last, moment), 0);
	}

	/**
	 * Runs a task once all earlier ones that may create one of its keys are done.
	 *
	 * @param keys the ones that the task looks for
	 * @param ownKeys the ones that it may create
	 * @param cancel ends the wait
	 * @param task gets whether it had to wait
	 */
	async inTurn<T>(
		{ keys, ownKeys, cancel }: { keys: string[]; ownKeys: string[]; cancel?: AbortSignal },
		task: (hasWaited: boolean) => Promise<T>,
	): Promise<T> {
		const before = keys.flatMap((key) => [...(this.turns.get(key) ?? [])]);
		const turn = unlessCancelled(Promise.all(before), cancel).then(
			async () => await task(before.length > 0),
		);
		const end = turn.catch(() => {});
		for (const key of ownKeys) {
			const others = this.turns.get(key);
			if (others === undefined) this.turns.set(key, new Set([end]));
			else others.add(end);
		}
		try {
			return await turn;
		} finally {
			for (const key of ownKeys) {
				const others = this.turns.get(key);
				others?.delete(end);
				if (others?.size === 0) this.turns.delete(key);
			}
		}
	}

	/** Creates a record with some keys, and notes the outcome. A refused create frees its keys. */
	async create(ownKeys: string[], create: () => Promise<IDataObject>): Promise<IDataObject> {
		return await this.inTurn({ keys: [], ownKeys }, async () => {
			const record = await create().catch(async (error: unknown) => {
				if (error instanceof ApiError && error.isInDoubt) this.note(ownKeys, { doubt: error });
				return await Promise.reject(error);
			});
			this.note([...ownKeys, ...this.keysOf(record)], { record: deepCopy(record) });
			return record;
		});
	}

	/** Forgets what no run may know any more; at most `maxSize` are left while no run needs them. */
	forget(maxSize: number): void {
		const began = Math.min(this.now(), firstOf(this.visits)?.began ?? Infinity);
		const isOver = () => this.visits.size === 0 && this.outcomes.size > maxSize;
		while ((this.oldest ?? Infinity) <= began - KNOWN_FOR || isOver()) this.forgetFirst();
	}

	private note(keys: string[], outcome: Pick<Creation, 'record' | 'doubt'>): void {
		const noted = { ...outcome, keys: [...new Set(keys)], moment: nextMoment(), time: this.now() };
		this.outcomes.add(noted);
		for (const key of noted.keys) {
			const others = this.byKey.get(key);
			if (others === undefined) this.byKey.set(key, [noted]);
			else others.push(noted);
		}
	}

	private forgetFirst(): void {
		const first = firstOf(this.outcomes);
		if (first === undefined) return;
		this.outcomes.delete(first);
		for (const key of first.keys) {
			const others = this.byKey.get(key)?.filter((outcome) => outcome !== first) ?? [];
			if (others.length === 0) this.byKey.delete(key);
			else this.byKey.set(key, others);
		}
	}
}

const firstOf = <T>(set: ReadonlySet<T>): T | undefined => set.values().next().value;
