import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../../errors/ApiError';

/** What came of a create: a record, or the error that says that nobody knows. */
type Outcome = { record: IDataObject } | { doubt: ApiError };

/** The records that were created, or may have been, by the keys that they were created with. */
export class Creations {
	private readonly outcomes = new Map<string, Outcome>();
	/** For each key, those that may still create a record with it. */
	private readonly turns = new Map<string, Set<Promise<unknown>>>();

	/**
	 * The record that was created with one of the keys.
	 *
	 * @throws ApiError where nobody knows whether it was created
	 */
	find(keys: string[]): IDataObject | undefined {
		const key = keys.find((each) => this.outcomes.has(each));
		const outcome = key === undefined ? undefined : this.outcomes.get(key);
		if (outcome === undefined) return undefined;
		if ('doubt' in outcome) throw outcome.doubt;
		return outcome.record;
	}

	/**
	 * Runs a task once all that came before it and may create one of its keys are done.
	 *
	 * @param keys those that the task looks for
	 * @param ownKeys those that it may create
	 * @param task gets whether it had to wait
	 */
	async inTurn<T>(
		keys: string[],
		ownKeys: string[],
		task: (hasWaited: boolean) => Promise<T>,
	): Promise<T> {
		const before = keys.flatMap((key) => [...(this.turns.get(key) ?? [])]);
		const turn = Promise.all(before).then(async () => await task(before.length > 0));
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

	/**
	 * Creates a record, and notes what came of it. A record that is refused leaves its keys free.
	 *
	 * @param ownKeys those that it is created with
	 * @param keysOf gives those that it has then
	 */
	async create(
		ownKeys: string[],
		create: () => Promise<IDataObject>,
		keysOf: (record: IDataObject) => string[],
	): Promise<IDataObject> {
		const record = await create().catch(async (error: unknown) => {
			if (error instanceof ApiError && error.isInDoubt) this.note(ownKeys, { doubt: error });
			return await Promise.reject(error);
		});
		this.note([...ownKeys, ...keysOf(record)], { record });
		return record;
	}

	private note(keys: string[], outcome: Outcome): void {
		for (const key of keys) if (!this.outcomes.has(key)) this.outcomes.set(key, outcome);
	}
}
