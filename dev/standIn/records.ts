import type { IdWriter } from './identifiers';
import type { Microseconds } from './microseconds';
import { comparisonOf, type Compare, type ListOrder } from './orders';
import { Selections } from './selections';

/** What every stored record has beside its resource's fields. */
export interface StoredRecord {
	/** Unique in the whole stand-in; identifiers are made of it. */
	number: number;
	/** Rises with every creation and every edit. */
	edition: number;
	/** Fields that the documentation does not know, or that replace documented ones in responses. */
	extra?: Record<string, unknown>;
}

/** What a list takes from its organization. */
export interface ListSettings {
	order: ListOrder;
	/** How long after its own date a record becomes visible; 0 by default. */
	delay?: Microseconds;
	nextNumber: () => number;
	clock: () => Microseconds;
}

/** When a record was made, and when it becomes visible. */
export interface CreateOptions {
	/** The record's own date, now by default: `created_at`, `start_at`, `sent_at` or `occurred_at`. */
	createdAt?: Microseconds;
	/** Keeps it out of every response until `show`, like a transaction that has not ended. */
	hidden?: boolean;
	/** Keeps it out of every response until the server's clock says so. */
	visibleAt?: Microseconds;
}

/** One record for `createMany`. */
export interface NewRecord<Fields> extends CreateOptions {
	fields: Fields;
}

/** Up to this many new records are put into a sorted list one by one; for more it is sorted again. */
const MAX_INSERTED = 8;

/**
 * The records of one kind in one organization, kept in the order in which the list shows them.
 * Creating one costs little at any size: lists are sorted when they are next read.
 */
export abstract class RecordList<T extends StoredRecord, Fields extends object> {
	/** Names the kind in identifiers and refusals: `audit_log` gives `Invalid audit_log_id`. */
	abstract readonly kind: string;
	private readonly byNumber = new Map<number, T>();
	private readonly hidden = new Map<number, T>();
	private waiting: Array<{ record: T; visibleAt: Microseconds }> = [];
	private sorted: T[] = [];
	private pending: T[] = [];
	private isStale = false;
	private editions = 0;
	private comparison: Compare<T> | undefined;
	private readonly selections = new Selections<T>();

	constructor(protected readonly settings: ListSettings) {}

	/** The fields of a new record; `at` is its own date. */
	protected abstract make(fields: Fields, at: Microseconds): Omit<T, keyof StoredRecord>;
	/** The record as a response shows it, without its `extra`. */
	protected abstract present(record: T, idOf: IdWriter): Record<string, unknown>;
	/** What the orders by date go by. */
	abstract readonly dateOf: (record: T) => Microseconds;
	/** What the order `name` goes by. */
	protected abstract readonly nameOf: (record: T) => string;
	/** What `lastActivityFirst` goes by. */
	protected readonly activityOf: (record: T) => number = (record) => record.edition;

	/** Creates a record. */
	create(fields: Fields, options: CreateOptions = {}): T {
		const { createdAt = this.settings.clock(), hidden = false } = options;
		const { extra } = fields as { extra?: Record<string, unknown> };
		const record = {
			number: this.settings.nextNumber(),
			edition: this.editions++,
			...(extra !== undefined && { extra }),
			...this.make(fields, createdAt),
		} as T;
		const delay = this.settings.delay ?? 0;
		const visibleAt = options.visibleAt ?? (delay > 0 ? this.dateOf(record) + delay : -Infinity);
		if (hidden) this.hidden.set(record.number, record);
		else if (visibleAt > this.settings.clock()) this.waiting.push({ record, visibleAt });
		else this.insert(record);
		return record;
	}

	/** Creates many records. */
	createMany(many: Array<NewRecord<Fields>>): T[] {
		return many.map(({ fields, ...options }) => this.create(fields, options));
	}

	/** Lets a hidden record appear. */
	show(number: number): void {
		const record = this.hidden.get(number);
		if (record === undefined) return;
		this.hidden.delete(number);
		this.insert(record);
	}

	/** Changes a record, hidden or not. */
	edit(number: number, changes: Partial<T>): void {
		const record = this.any(number);
		if (record === undefined) return;
		Object.assign(record, changes, { edition: this.editions++ });
		this.isStale = true;
		this.selections.forget();
	}

	/** Deletes a record, hidden or not. */
	delete(number: number): void {
		this.hidden.delete(number);
		this.waiting = this.waiting.filter(({ record }) => record.number !== number);
		if (!this.byNumber.delete(number)) return;
		this.isStale = true;
		this.selections.forget();
	}

	/** A record that can be seen. */
	get(number: number): T | undefined {
		this.reveal();
		return this.byNumber.get(number);
	}

	/** All that can be seen, in the order of the list. */
	visible(): readonly T[] {
		this.reveal();
		if (this.isStale) {
			this.sorted = [...this.byNumber.values()].sort(this.compare);
		} else if (this.pending.length > MAX_INSERTED) {
			this.sorted = this.sorted.concat(this.pending).sort(this.compare);
		} else {
			for (const record of this.pending) {
				this.sorted.splice(this.positionAfter(this.sorted, record), 0, record);
			}
		}
		this.isStale = false;
		this.pending = [];
		return this.sorted;
	}

	/** The visible records of which `keyOf` gives `key`, in the order of the list. */
	group(name: string, keyOf: (record: T) => Iterable<number>, key: number): readonly T[] {
		return this.selections.group(name, this.visible(), keyOf, key);
	}

	/** Those of `records` that are kept, remembered by `name` until a record changes. */
	select(name: string, records: readonly T[], keep: (record: T) => boolean): readonly T[] {
		return this.selections.select(name, records, keep);
	}

	/** Where in a list in this order the first record stands that comes after `record`. */
	positionAfter(list: readonly T[], record: T): number {
		let [low, high] = [0, list.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			const other = list[middle];
			if (other !== undefined && this.compare(other, record) <= 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** A record as a response shows it. */
	shown(record: T, idOf: IdWriter): Record<string, unknown> {
		const documented = this.present(record, idOf);
		if (record.extra === undefined) return documented;
		const shown = { ...documented, ...record.extra };
		const isAltered = Object.keys(record.extra).some((name) => name in documented);
		if (isAltered) altered.add(shown);
		return shown;
	}

	/** A record whether it can be seen or not. */
	any(number: number): T | undefined {
		return (
			this.byNumber.get(number) ??
			this.hidden.get(number) ??
			this.waiting.find(({ record }) => record.number === number)?.record
		);
	}

	private get compare(): Compare<T> {
		return (this.comparison ??= comparisonOf<T>(this.settings.order, {
			dateOf: this.dateOf,
			nameOf: this.nameOf,
			activityOf: this.activityOf,
		}));
	}

	private insert(record: T): void {
		this.byNumber.set(record.number, record);
		this.pending.push(record);
		this.selections.forget();
	}

	/** Lets the records appear whose time has come. */
	private reveal(): void {
		if (this.waiting.length === 0) return;
		const time = this.settings.clock();
		const due = this.waiting.filter(({ visibleAt }) => visibleAt <= time);
		if (due.length === 0) return;
		this.waiting = this.waiting.filter(({ visibleAt }) => visibleAt > time);
		for (const { record } of due) this.insert(record);
	}
}

/** Shown records whose `extra` replaces documented fields: no response that HyperRep documents. */
const altered = new WeakSet<object>();

/** Whether a shown record departs from the documentation because a test wants it to. */
export const isAltered = (shown: object): boolean => altered.has(shown);
