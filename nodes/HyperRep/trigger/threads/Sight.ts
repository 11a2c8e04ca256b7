import type { IDataObject } from 'n8n-workflow';

import { shift } from '../../time/microseconds';
import type { Item } from '../recognizing/Item';
import type { List, ItemPage } from '../list/List';
import { MAX_AHEAD, SKEW } from '../numbers';
import type { Thread } from './Thread';

/** The list of conversations, as seen in one poll. */
export class Sight {
	readonly conversations = new Map<string, IDataObject>();
	/** The conversations, as they were on the pages. */
	readonly pages: Thread[][] = [];
	private readonly dated = new Map<string, Thread>();

	constructor(private readonly threadOf: (conversation: Item) => Thread) {}

	/** The list, without those that are dated ahead, which would make the current time seem later. */
	watch(list: List): List {
		return {
			...list,
			page: async (...request) => this.note(await list.page(...request)),
			pages: (...request) => this.watchPages(list.pages(...request)),
		};
	}

	/** Those whose activity is ahead of the server's clock, so that a new message need not move it. */
	get ahead(): Thread[] {
		return [...this.dated.values()];
	}

	/** All conversations, each once if IDs are stable. */
	get all(): Thread[] {
		return [...new Map(this.pages.flat().map((thread) => [thread.id, thread])).values()];
	}

	private async *watchPages(pages: AsyncGenerator<ItemPage>): AsyncGenerator<ItemPage> {
		for await (const page of pages) yield this.note(page);
	}

	private note(page: ItemPage): ItemPage {
		const { items, serverTime } = page;
		this.pages.push(items.map(this.threadOf));
		for (const { record } of items) this.conversations.set(String(record.conversation_id), record);
		const limit = serverTime === undefined ? Infinity : shift(serverTime, SKEW);
		const ahead = items.filter(({ at }) => at > limit);
		if (ahead.length === 0 || ahead.length > MAX_AHEAD) return page;
		for (const thread of ahead.map(this.threadOf)) {
			this.dated.set(`${thread.start} ${thread.activity}`, thread);
		}
		const instants = page.instants.filter((at) => at <= limit);
		return { ...page, instants, items: items.filter(({ at }) => at <= limit) };
	}
}
