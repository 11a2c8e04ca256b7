import { begin } from '../../nodes/HyperRep/trigger/scan/begin';
import { toItem, type Kind } from '../../nodes/HyperRep/trigger/scan/Item';
import type { List, Page } from '../../nodes/HyperRep/trigger/scan/List';
import { scan } from '../../nodes/HyperRep/trigger/scan/scan';
import { newScan, type ScanState } from '../../nodes/HyperRep/trigger/scan/ScanState';
import {
	MINUTE,
	SECOND,
	toTimestamp,
	type Microseconds,
} from '../../nodes/HyperRep/time/microseconds';

// A list in memory that behaves as HyperRep may, and a scan that polls it: thousands of histories a minute.

export type Order = 'newestFirst' | 'oldestFirst' | 'lastEditedFirst' | 'name' | 'none' | 'arrival';
export const ORDERS: Order[] = [
	'newestFirst',
	'oldestFirst',
	'lastEditedFirst',
	'name',
	'none',
	'arrival',
];

export interface Row {
	number: number;
	at: number;
	name: string;
	email: string | null;
	phone: string | null;
	edition: number;
	arrival: number;
	isHidden: boolean;
	isGone: boolean;
	isNew: boolean;
}

const KIND: Kind = {
	noun: 'contact',
	idField: 'contact_id',
	atField: 'created_at',
	traits: ['email', 'phone_number', 'name'],
};
const scattered = (number: number) => Math.imul(number + 1, 0x9e3779b1) >>> 0;

export class Model {
	time = Date.UTC(2026, 2, 10, 12) * 1000;
	rows: Row[] = [];
	emitted = new Map<number, number>();
	state: ScanState | undefined;
	saved: string | undefined;
	budget = Infinity;
	failAt = -1;
	meanwhile: Map<number, () => void> = new Map();
	requests = 0;
	records = 0;
	maxRecords = Infinity;
	lookBack = 5 * MINUTE;
	private token = 0;
	private edition = 0;

	constructor(
		readonly order: Order,
		readonly ids: 'stable' | 're-encoded',
		readonly longestPage: number,
		readonly cursors: 'position' | 'record',
		readonly dateAhead = 0,
	) {}

	create(fields: Partial<Row> = {}): Row {
		const n = this.rows.length;
		const row: Row = {
			number: n,
			at: this.time,
			name: `${String.fromCharCode(65 + ((n * 7) % 26))}${(n * 7919) % 10007} ${n}`,
			email: `${n}@example.com`,
			phone: `+1415555${n}`,
			edition: this.edition++,
			arrival: this.edition,
			isHidden: false,
			isGone: false,
			isNew: true,
			...fields,
		};
		this.rows.push(row);
		return row;
	}

	show(row: Row) {
		row.isHidden = false;
		row.arrival = this.edition++;
	}

	edit(row: Row, changes: Partial<Row>) {
		Object.assign(row, changes, { edition: this.edition++ });
	}

	sorted(): Row[] {
		const compare: Record<Order, (a: Row, b: Row) => number> = {
			newestFirst: (a, b) => b.at - a.at || b.number - a.number,
			oldestFirst: (a, b) => a.at - b.at || a.number - b.number,
			lastEditedFirst: (a, b) => b.edition - a.edition,
			name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.number - b.number),
			none: (a, b) => scattered(a.number) - scattered(b.number),
			arrival: (a, b) => a.arrival - b.arrival,
		};
		return this.rows.filter((row) => !row.isHidden && !row.isGone).sort(compare[this.order]);
	}

	list(): List {
		let request = 0;
		const answer = (limit: number, cursor?: string): Page => {
			if (request === this.failAt) throw new Error('failed');
			this.meanwhile.get(request)?.();
			request++;
			this.requests++;
			const all = this.sorted();
			let start = 0;
			if (cursor !== undefined) {
				const [kind, value] = cursor.split(':');
				start = Number(value);
				if (kind === 'r') {
					// As the record would stand now; deleted ones keep their place.
					const anchor = this.rows[start];
					const withAnchor = anchor && !all.includes(anchor) ? this.sortedWith(anchor) : all;
					start =
						anchor === undefined ? 0 : withAnchor.indexOf(anchor) + (withAnchor === all ? 1 : 0);
				}
			}
			const page = all.slice(start, start + Math.min(limit, this.longestPage));
			this.records += page.length;
			const end = start + page.length;
			const last = page.at(-1);
			const next =
				end < all.length && last !== undefined
					? this.cursors === 'record'
						? `r:${last.number}`
						: `p:${end}`
					: null;
			const records = page.map((row) => ({
				contact_id: this.ids === 'stable' ? `id${row.number}` : `tok${this.token++}-${row.number}`,
				name: row.name,
				email: row.email,
				phone_number: row.phone,
				created_at: toTimestamp(row.at as Microseconds),
				number_id: row.number,
			}));
			return {
				items: records.map((record) => toItem(record, KIND)!),
				unreadable: [],
				cursor,
				nextCursor: next,
				serverTime: (Math.floor((this.time + this.dateAhead) / SECOND) * SECOND) as Microseconds,
			};
		};
		return {
			kind: KIND,
			dates: 'none' as const,
			peek: async () => answer(50),
			async *pages(_since: Microseconds, cursor?: string) {
				let at = cursor;
				for (;;) {
					const page = answer(500, at);
					yield page;
					if (page.nextCursor === null) return;
					at = page.nextCursor;
				}
			},
		};
	}

	private sortedWith(anchor: Row): Row[] {
		const wasGone = anchor.isGone;
		anchor.isGone = false;
		const all = this.sorted();
		anchor.isGone = wasGone;
		return all;
	}

	async activate() {
		const run = {
			lookBack: this.lookBack,
			isTimeUp: () => false,
			wait: async () => {},
			log: () => {},
		};
		this.state = await begin(this.list(), run);
		for (const row of this.rows) row.isNew = false;
		this.saved = JSON.stringify(this.state);
	}

	startAll() {
		this.state = newScan(Number.MIN_SAFE_INTEGER as Microseconds);
		this.saved = JSON.stringify(this.state);
	}

	async poll(): Promise<number[]> {
		let pages = 0;
		const state = JSON.parse(JSON.stringify(this.state)) as ScanState;
		const result = await scan(this.list(), state, {
			lookBack: this.lookBack,
			maxRecords: this.maxRecords,
			isTimeUp: () => ++pages >= this.budget,
			log: () => {},
		});
		this.state = JSON.parse(JSON.stringify(result.state)) as ScanState;
		const numbers = result.items.map(({ record }) => record.number_id as number);
		for (const n of numbers) this.emitted.set(n, (this.emitted.get(n) ?? 0) + 1);
		if (numbers.length > 0) this.saved = JSON.stringify(this.state);
		return numbers;
	}

	restart() {
		this.state = JSON.parse(this.saved ?? '{}') as ScanState;
	}

	/** What is wrong. */
	check(): string[] {
		const wrong: string[] = [];
		const alike = new Map<string, { rows: Row[]; times: number }>();
		for (const row of this.rows) {
			// Twins that are alike in everything cannot be told apart without IDs that stay.
			const key =
				this.ids === 'stable' ? `${row.number}` : `${row.at} ${row.name} ${row.email} ${row.phone}`;
			const group = alike.get(key) ?? { rows: [], times: 0 };
			group.rows.push(row);
			group.times += this.emitted.get(row.number) ?? 0;
			alike.set(key, group);
		}
		for (const { rows, times } of alike.values()) {
			const fresh = rows.filter(({ isNew }) => isNew).length;
			const kept = rows.filter(({ isNew, isGone }) => isNew && !isGone).length;
			const name = rows.map(({ number }) => number).join('=');
			if (times > fresh) wrong.push(`${name} emitted ${times} times`);
			if (times < kept) wrong.push(`${name} lost`);
		}
		return wrong;
	}
}
