import type { Client, ListRequest } from '../api/Client';
import { Creations } from './Creations';
import { PageCache } from './PageCache';
import { Readings } from './Readings';
import type { KeysOf } from './StoredRecords';
import { systemClock, type SystemClock } from './systemClock';

/** How long anything is kept between runs, in milliseconds. */
export const MAX_AGE = 60_000;

/** The only organization that an account has access to. */
export interface OnlyOrganization {
	id: string;
	/**
	 * The ID that all runs use for it, so that they share what they read and create: HyperRep may encode it
	 * differently in every response.
	 */
	knownAs: string;
	name: unknown;
	/** When it was last requested: the moment, and the time in epoch milliseconds. */
	moment: number;
	time: number;
}

/**
 * What this process remembers between runs, for a minute: pages that were read, records that were created,
 * when executions began, and each account's only organization. Accounts, organizations and lists are kept
 * apart.
 */
export class LastMinute {
	private readonly pages = new PageCache();
	private readonly creations = new Map<string, Creations>();
	private readonly executions = new Map<string | object, { began: number; time: number }>();
	private readonly organizations = new Map<string, OnlyOrganization>();
	private isTicking = false;

	/** @param maxRecords how many records are kept between runs */
	constructor(
		private readonly clock: SystemClock = systemClock,
		private readonly maxRecords = 100_000,
	) {}

	/** Whether nothing is remembered. */
	get isEmpty(): boolean {
		return this.oldest() === undefined && this.creations.size === 0;
	}

	/** The moment when an execution began: that of its first run that asked. */
	beginningOf(run: { execution: string | object; began: number }): number {
		const { execution } = run;
		const { began } = this.executions.get(execution) ?? run;
		this.executions.delete(execution);
		this.executions.set(execution, { began, time: this.clock.now() });
		this.tick();
		return began;
	}

	/** Notes the only organization of an account, as currently listed. */
	noteOnly(account: string, listed: Omit<OnlyOrganization, 'knownAs' | 'time'>): OnlyOrganization {
		const { name, knownAs } = this.organizations.get(account) ?? { ...listed, knownAs: listed.id };
		const only = {
			...listed,
			knownAs: name === listed.name ? knownAs : listed.id,
			time: this.clock.now(),
		};
		this.organizations.set(account, only);
		this.tick();
		return only;
	}

	/** The only organization of an account, if it was requested after a moment, and recently. */
	recentOnly(account: string, since: number, maxAge = MAX_AGE): OnlyOrganization | undefined {
		const only = this.organizations.get(account);
		if (only === undefined || only.moment <= since) return undefined;
		return this.clock.now() - only.time <= maxAge ? only : undefined;
	}

	/** What was created in a list. */
	creationsOf(client: Client, list: Pick<ListRequest, 'path'>, keysOf: KeysOf): Creations {
		const key = client.identityOf(list);
		const creations = this.creations.get(key) ?? new Creations(keysOf, this.clock.now);
		this.creations.set(key, creations);
		return creations;
	}

	/** Called when something was created, or a run that might ask has ended. */
	noteCreations(): void {
		this.sweep();
		this.tick();
	}

	/** Readings of lists whose pages are kept. */
	readings(): Readings {
		return new Readings(this.clock.now, (page) => {
			const created = [...this.creations.values()].reduce((sum, { size }) => sum + size, 0);
			this.pages.put(page, this.maxRecords - created);
			this.tick();
		});
	}

	private sweep(): void {
		const until = this.clock.now() - MAX_AGE;
		this.pages.forgetUntil(until);
		for (const [key, creations] of this.creations) {
			creations.forget(this.maxRecords);
			if (creations.size === 0 && !creations.isInUse) this.creations.delete(key);
		}
		for (const [execution, { time }] of this.executions) {
			if (time > until) break;
			this.executions.delete(execution);
		}
		// Creations are kept under these IDs, so the IDs are kept as long.
		if (this.creations.size > 0) return;
		for (const [account, { time }] of this.organizations) {
			if (time <= until) this.organizations.delete(account);
		}
	}

	/** Makes sure that old entries are forgotten, even if nobody asks again. */
	private tick(): void {
		if (this.isTicking) return;
		const oldest = this.oldest();
		if (oldest === undefined) return;
		this.isTicking = true;
		this.clock.after(oldest + MAX_AGE - this.clock.now(), () => {
			this.isTicking = false;
			this.sweep();
			this.tick();
		});
	}

	/** The time of the oldest entry that can be forgotten. */
	private oldest(): number | undefined {
		const [execution] = this.executions.values();
		const created = [...this.creations.values()].filter(({ isInUse }) => !isInUse);
		const listed = this.creations.size > 0 ? [] : [...this.organizations.values()];
		const times = [this.pages.oldest, execution?.time];
		times.push(...created.map(({ oldest }) => oldest), ...listed.map(({ time }) => time));
		const known = times.filter((time) => time !== undefined);
		return known.length === 0 ? undefined : Math.min(...known);
	}
}

/** The only instance in this process. */
export const lastMinute = new LastMinute();
