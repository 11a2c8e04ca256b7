import {
	BEGINNING,
	MINUTE,
	SECOND,
	toTimestamp,
	type Microseconds,
} from '../../nodes/HyperRep/time/microseconds';
import type { List, ItemPage } from '../../nodes/HyperRep/trigger/list/List';
import { toItem } from '../../nodes/HyperRep/trigger/recognizing/Item';
import { begin } from '../../nodes/HyperRep/trigger/scan/begin';
import { scan } from '../../nodes/HyperRep/trigger/scan/scan';
import { newScan, type ScanState } from '../../nodes/HyperRep/trigger/scan/ScanState';

const KIND = { noun: 'contact', idField: 'id', atField: 'created_at' };

export type Order = 'newestFirst' | 'oldestFirst' | 'name' | 'none' | 'edited';

/**
 * What a cursor is: a position, one in the list as it was when its first page was read, or a position that is
 * only taken with the limit that it came with.
 */
type Cursors = 'position' | 'snapshot' | 'ofLimit';

export interface MemoryOptions {
	order: Order;
	cursors?: Cursors;
	areIdsStable?: boolean;
	longestPage?: number;
	maxRecords?: number;
	lookBack?: number;
	/** How many records may be remembered. */
	maxKnown?: number;
}

/** A record of the list, and what a test knows of it. */
export interface Stored {
	number: number;
	at: number;
	name: string;
	visibleAt: number;
	edition: number;
}

interface Place {
	offset: number;
	limit: number;
	snapshot?: number;
}

/** A list in memory that a scan polls: thousands of polls a second, and all of a history in one place. */
export class MemoryList {
	time = Date.UTC(2026, 2, 10, 12) * 1000;
	records: Stored[] = [];
	requests = 0;
	/** How many pages a poll has time for. */
	pagesInTime = Infinity;
	readonly emitted: number[] = [];
	state: ScanState = newScan(BEGINNING);
	private saved = '';
	private left = Infinity;
	private responses = 0;
	private created = 0;
	private readonly snapshots: Stored[][] = [];

	constructor(private readonly options: MemoryOptions) {}

	create({ at, name, visibleAt }: { at?: number; name?: string; visibleAt?: number } = {}): Stored {
		if (at === undefined) this.time += SECOND;
		const number = this.created++;
		const record = {
			number,
			at: at ?? this.time,
			name: name ?? `${String.fromCharCode(65 + ((number * 7) % 26))} ${number}`,
			visibleAt: visibleAt ?? -Infinity,
			edition: number,
		};
		this.records.push(record);
		return record;
	}

	/** Records of earlier days. */
	addOld(count: number): void {
		for (let n = 0; n < count; n++) {
			this.create({ at: this.time - (count - n) * 100 * SECOND - 24 * 60 * MINUTE });
		}
	}

	edit(record: Stored, name: string): void {
		Object.assign(record, { name, edition: this.created++ });
	}

	delete(record: Stored): void {
		this.records = this.records.filter((one) => one !== record);
	}

	async activate(): Promise<void> {
		this.state = await begin(this.list, this.run);
		this.saved = JSON.stringify(this.state);
	}

	/** Polls a minute later. */
	async poll(seconds = 60): Promise<number[]> {
		this.time += seconds * SECOND;
		this.left = this.pagesInTime;
		const { items, state } = await scan(this.list, this.state, this.run);
		const text = JSON.stringify(state);
		this.state = JSON.parse(text) as ScanState;
		const numbers = items.map(({ record }) => Number(record.number_id));
		if (numbers.length > 0) this.saved = text;
		this.emitted.push(...numbers);
		return numbers;
	}

	/** Goes back to what n8n has saved, which it does where something was emitted. */
	restart(): void {
		this.state = JSON.parse(this.saved) as ScanState;
	}

	private get run() {
		const { lookBack = 5, maxRecords = Infinity, maxKnown } = this.options;
		const isTimeUp = () => this.left <= 0;
		return { lookBack: lookBack * MINUTE, maxRecords, maxKnown, isTimeUp, log: () => undefined };
	}

	private get list(): List {
		return {
			kind: KIND,
			dates: 'none',
			page: async (_since, limit, cursor) => await Promise.resolve(this.page(limit, cursor)),
			pages: (_since, cursor) => this.pages(cursor),
		};
	}

	private async *pages(cursor?: string): AsyncGenerator<ItemPage> {
		for (let next: string | null | undefined = cursor; next !== null;) {
			const page: ItemPage = await Promise.resolve(this.page(500, next));
			yield page;
			next = page.nextCursor;
		}
	}

	private page(limit: number, cursor: string | undefined): ItemPage {
		this.requests++;
		this.left--;
		const { cursors = 'position', longestPage = 500 } = this.options;
		const place: Place = JSON.parse(cursor ?? '{"offset":0}') as Place;
		if (cursor !== undefined && cursors === 'ofLimit' && place.limit !== limit) {
			throw new Error('Invalid cursor');
		}
		const [all, snapshot] = cursors === 'snapshot' ? this.snapshotOf(place) : [this.sorted()];
		const end = Math.min(all.length, place.offset + Math.min(limit, longestPage));
		const items = all.slice(place.offset, end).map((record) => toItem(this.shown(record), KIND)!);
		return {
			items,
			instants: items.map(({ at }) => at),
			unreadable: [],
			cursor,
			nextCursor: end < all.length ? JSON.stringify({ offset: end, limit, snapshot }) : null,
			serverTime: (Math.floor(this.time / SECOND) * SECOND) as Microseconds,
		};
	}

	private snapshotOf({ snapshot }: Place): [Stored[], number] {
		const number = snapshot ?? this.snapshots.push(this.sorted()) - 1;
		return [this.snapshots[number] ?? [], number];
	}

	private shown({ number, at, name }: Stored) {
		const id =
			this.options.areIdsStable === false ? `${number} of ${this.responses++}` : `${number}`;
		// What ends in _id is no content.
		return { id, name, created_at: toTimestamp(at as Microseconds), number_id: number };
	}

	private sorted(): Stored[] {
		const visible = this.records.filter(({ visibleAt }) => visibleAt <= this.time);
		const scattered = ({ number }: Stored) => Math.imul(number + 1, 0x9e3779b1) >>> 0;
		const compare: Record<Order, (a: Stored, b: Stored) => number> = {
			newestFirst: (a, b) => b.at - a.at || b.number - a.number,
			oldestFirst: (a, b) => a.at - b.at || a.number - b.number,
			name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.number - b.number),
			none: (a, b) => scattered(a) - scattered(b),
			edited: (a, b) => b.edition - a.edition,
		};
		return visible.sort(compare[this.options.order]);
	}
}
