import type { Window } from './dates';
import { idWriter, type Identifiers, type IdWriter } from './identifiers';
import type { Microseconds } from './microseconds';
import type { ListClass, Lists } from './lists';
import { cutPage } from './paging';
import type { RecordList, StoredRecord } from './records';
import { Refusal } from './refusal';
import type { LoggedRequest } from './request';

/** What a route needs of the server. */
export interface CallSettings {
	identifiers: Identifiers;
	clock: () => Microseconds;
	organizations: readonly Lists[];
	longestPage: number;
	cursors: 'position' | 'record';
	/** Records after which a page began, as they were then. */
	passed: Map<number, StoredRecord>;
}

/** What a page is cut out of; all records of the list by default. */
export interface PageOf<T> {
	/** Records of one parent: names the parent's kind, and says to which parents a record belongs. */
	of?: { parent: StoredRecord; name: string; keyOf: (record: T) => Iterable<number> };
	/** Which records a filter keeps; `name` tells two filters apart. */
	keep?: { name: string; test: (record: T) => boolean };
	defaultLimit?: number;
}

/** One request to a route: finds what its identifiers name, and shows records. */
export class Call {
	readonly query: Record<string, string>;
	readonly body: unknown;
	readonly idOf: IdWriter;

	constructor(
		private readonly request: LoggedRequest,
		private readonly ids: Record<string, string>,
		private readonly settings: CallSettings,
	) {
		this.query = request.query;
		this.body = request.body;
		this.idOf = idWriter(settings.identifiers);
	}

	/** The server's time. */
	get now(): Microseconds {
		return this.settings.clock();
	}

	/** All organizations. */
	get organizations(): readonly Lists[] {
		return this.settings.organizations;
	}

	/** @throws Refusal 400 for an identifier that names no organization */
	get organization(): Lists {
		const number = this.numberIn(this.ids.organization_id ?? '', 'organization');
		const found = this.organizations.find((each) => each.number === number);
		if (found === undefined) throw new Refusal(400, 'Invalid organization_id');
		return found;
	}

	/** A list of the organization. */
	list<L extends object>(type: ListClass<L>): L {
		return this.organization.list(type);
	}

	/**
	 * The record of `list` that an identifier names, the path's by default.
	 *
	 * @throws Refusal 400 for an identifier of another kind, 404 for a record that is missing
	 */
	find<T extends StoredRecord, F extends object>(
		list: RecordList<T, F>,
		identifier = this.ids[`${list.kind}_id`] ?? '',
	): T {
		const record = list.get(this.numberIn(identifier, list.kind));
		if (record === undefined) throw new Refusal(404, `${nounOf(list.kind)} not found`);
		return record;
	}

	/**
	 * The number of the record that a body's identifier names.
	 *
	 * @throws Refusal 400 for one that names nothing in this organization
	 */
	reference<T extends StoredRecord, F extends object>(
		list: RecordList<T, F>,
		identifier: string | null,
	): number | null {
		if (!identifier) return null;
		const record = list.get(this.numberIn(identifier, list.kind));
		if (record === undefined) throw new Refusal(400, `Invalid ${list.kind}_id`);
		return record.number;
	}

	/** A record as this response shows it. */
	show<T extends StoredRecord, F extends object>(list: RecordList<T, F>, record: T): unknown {
		return list.shown(record, this.idOf);
	}

	/** One record, which the path names. */
	showFound<T extends StoredRecord, F extends object>(list: RecordList<T, F>): unknown {
		return this.show(list, this.find(list));
	}

	/** One page of a list. */
	page<T extends StoredRecord, F extends object>(
		list: RecordList<T, F>,
		{ of, keep, defaultLimit }: PageOf<T> = {},
	): unknown {
		const { organization } = this;
		const parts = [list.kind, `of ${organization.number}`];
		let records = list.visible();
		if (of !== undefined) {
			parts.push(`${of.name} ${of.parent.number}`);
			records = list.group(of.name, of.keyOf, of.parent.number);
		}
		if (keep !== undefined) {
			parts.push(keep.name);
			records = list.select(parts.join(' '), records, keep.test);
		}
		const { longestPage, cursors } = this.settings;
		const page = cutPage(records, this.query, parts.join(' '), {
			longestPage,
			defaultLimit,
			keyset: cursors === 'record' ? this.keysetOf(list, records) : undefined,
		});
		this.request.records = page.records.length;
		const { limit, cursor, nextCursor } = page;
		return {
			data: page.records.map((record) => list.shown(record, this.idOf)),
			pagination: { limit, cursor, next_cursor: nextCursor, has_more: nextCursor !== null },
		};
	}

	/** A list that has no pages. */
	unpaged(data: readonly unknown[]): unknown {
		this.request.records = data.length;
		return { data };
	}

	private numberIn(identifier: string, kind: string): number {
		const reference = this.settings.identifiers.decode(identifier);
		if (reference?.kind !== kind) throw new Refusal(400, `Invalid ${kind}_id`);
		return reference.number;
	}

	/** Cursors that name the last record of a page, as it was then. */
	private keysetOf<T extends StoredRecord, F extends object>(
		list: RecordList<T, F>,
		records: readonly T[],
	) {
		const { passed } = this.settings;
		return {
			key: (record: T) => {
				passed.set(record.number, { ...record });
				return record.number;
			},
			find: (number: number) => {
				const record = passed.get(number);
				if (record === undefined) throw new Refusal(400, 'Invalid cursor');
				return list.positionAfter(records, record as T);
			},
		};
	}
}

/** Keeps the records whose date lies in a window; its end is included unless `end` says otherwise. */
export function within<T>(
	window: Window,
	dateOf: (record: T) => Microseconds,
	end: 'inclusive' | 'exclusive' = 'inclusive',
): NonNullable<PageOf<T>['keep']> {
	const isBeforeEnd = (date: Microseconds) =>
		end === 'inclusive' ? date <= window.end : date < window.end;
	return {
		name: window.name,
		test: (record) => dateOf(record) >= window.start && isBeforeEnd(dateOf(record)),
	};
}

/** `audit_log` → `Audit log`. */
function nounOf(kind: string): string {
	const words = kind.replaceAll('_', ' ');
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
