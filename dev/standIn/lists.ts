import type { Microseconds } from './microseconds';
import type { ListOrder } from './orders';
import type { ListSettings } from './records';

/** The lists of an organization, by their names. */
export type ListName =
	| 'contacts'
	| 'companies'
	| 'agents'
	| 'conversations'
	| 'messages'
	| 'messageDrafts'
	| 'responseDrafts'
	| 'sales'
	| 'auditLog';

/** What the date filters compare; HyperRep says it of the audit log and the analytics only. */
interface DateFilters {
	conversations: 'start' | 'lastActivity' | 'ignored';
	messages: 'sent' | 'ignored';
	sales: 'created' | 'lastActivity' | 'ignored';
	/** Whether a record that lies exactly at `end_date` is in the window. */
	end: 'inclusive' | 'exclusive';
}

/** What HyperRep leaves open, for one organization. */
export interface OrganizationOptions {
	/** The order of all lists, or of each; newest first by default. */
	order?: ListOrder | Partial<Record<ListName, ListOrder>>;
	dates?: Partial<DateFilters>;
	/** How long after their own date the records of a list become visible, in microseconds. */
	delays?: Partial<Record<ListName, Microseconds>>;
	/** What drafts can be; the organization has credentials for both by default. */
	modalities?: ReadonlyArray<'email' | 'text'>;
	/** What the audit log shows: everything, or only what the API key has changed; everything by default. */
	auditLogShows?: 'all' | 'own';
	/** Whether a change of a sale's status counts as an activity of it; not by default. */
	statusMovesActivity?: boolean;
}

/** The class of a resource's list. */
export interface ListClass<L> {
	readonly listName: ListName;
	new (settings: ListSettings): L;
}

/** An organization as the routes see it: they ask for the lists that they need. */
export class Lists {
	readonly dates: Readonly<DateFilters>;
	readonly modalities: ReadonlySet<string>;
	readonly auditLogShows: 'all' | 'own';
	private readonly lists = new Map<ListName, object>();

	constructor(
		readonly number: number,
		readonly name: string,
		protected readonly options: OrganizationOptions,
		private readonly nextNumber: () => number,
		protected readonly clock: () => Microseconds,
	) {
		this.dates = {
			conversations: 'start',
			messages: 'sent',
			sales: 'created',
			end: 'inclusive',
			...options.dates,
		};
		this.auditLogShows = options.auditLogShows ?? 'all';
		this.modalities = new Set(options.modalities ?? ['email', 'text']);
	}

	/** The organization's list of this class. */
	list<L extends object>(type: ListClass<L>): L {
		const known = this.lists.get(type.listName);
		if (known instanceof type) return known;
		const list = new type(this.settingsOf(type.listName));
		this.lists.set(type.listName, list);
		return list;
	}

	private settingsOf(name: ListName): ListSettings {
		const { order = 'newestFirst', delays } = this.options;
		return {
			order: typeof order === 'string' ? order : (order[name] ?? 'newestFirst'),
			delay: delays?.[name],
			nextNumber: this.nextNumber,
			clock: this.clock,
		};
	}
}
