import type { IDataObject } from 'n8n-workflow';

import { BEGINNING, earliest, latest, shift, type Microseconds } from '../../time/microseconds';
import type { Item, Kind } from '../recognizing/Item';
import { Known } from '../recognizing/Known';
import { Unreadable } from '../recognizing/Unreadable';
import { begin } from '../scan/begin';
import type { List, Page } from '../list/List';
import { newestFirst } from '../list/recent';
import { SHORT_PAGE, SKEW } from '../numbers';
import { settledAt } from '../scan/Clock';
import type { Found } from '../scan/next';
import { scan } from '../scan/scan';
import { newScan, type ScanState } from '../scan/ScanState';
import type { Run, Stream } from '../TriggerEvent';
import { emit, readInTime, type NewMessage } from './emit';
import { KnownThreads } from './KnownThreads';
import type { Thread, ThreadState } from './ThreadState';

// How new messages are found, although HyperRep lists messages only conversation by conversation.
//
// 1. The scan of conversations goes by their last activity: one with a new activity counts as new. The
//    messages of each are read.
// 2. A message is new if it was sent since the watermark and is not known. Sent ones and drafts never are.
// 3. A message that shows late may stand behind a younger one, so that it is no new activity. So
//    conversations are read again until the look-back is over, some in each poll, and once after it.
// 4. The watermark moves only when every activity was read. It stays behind that of the scan, and
//    behind the conversations that are to be read again.
// 5. A conversation waits until it was read and all of it came out. As long as many wait, no others are
//    looked for; the ones whose next messages are the oldest come first.
// 6. Where IDs stay, a conversation that the scan knew or has settled, and that does not wait, was read
//    since the trigger began. So only what was sent since then, less the look-back, can be new in it, also
//    where it waits later.

/** How many conversations with a new activity one poll takes; the rest comes with the next polls. */
const CONVERSATIONS_A_POLL = 1000;

/** While more than these wait, no others are looked for. */
const MANY_WAITING = 500;

/** How many conversations are read again in a poll without a new activity. */
const AGAIN_A_POLL = 3;

/** How many conversations that are to be read again are remembered, so that the state stays small. */
const MAX_AGAIN = 1200;

/** How many conversations are remembered, for the same reason. */
const MAX_CONVERSATIONS = 50_000;

/** How many conversations are read at an activation, and for a test. */
const [READ_AT_BEGIN, READ_FOR_TEST] = [12, 5];

/** Conversations and their messages. */
export interface Threads {
	/** Conversations by their last activity. */
	list: List;
	/** Of messages. */
	kind: Kind;
	/** The ID of a conversation, and its start, by which it is known. */
	identify(conversation: IDataObject): { id: string; start: string };
	/** Reads the messages of a conversation that were received since an instant, or some pages of them. */
	read(id: string, since: Microseconds, pages?: number): Promise<MessagePage[]>;
	/** Reads a conversation that no page of this poll has shown. */
	get(id: string): Promise<IDataObject>;
}

/** A page of messages, without those that were not received. */
type MessagePage = Pick<Page, 'items' | 'unreadable'>;

/** The messages of all conversations, each once. */
export function threadStream(run: Run, threads: Threads): Stream<ThreadState> {
	const course = new ThreadCourse(run, threads);
	return {
		startAt: (start) => newThreads(start, newScan(start)),
		begin: async () => await course.begin(),
		poll: async (state) => await course.poll(state),
		recent: async () => await course.recent(),
	};
}

const newThreads = (start: Microseconds, state: ScanState): ThreadState => ({
	scan: state,
	start,
	watermark: start,
	known: '',
	again: [],
	unreadable: [],
});

class ThreadCourse {
	/** The conversations that were read in this poll, by ID. */
	private readonly conversations = new Map<string, Item>();
	/** The page of the list on which each of them came. */
	private readonly pages = new Map<Item, Page>();
	private readonly list: List;

	constructor(
		private readonly run: Run,
		private readonly threads: Threads,
	) {
		this.list = this.watch(threads.list);
	}

	async begin(): Promise<ThreadState> {
		const { run, threads } = this;
		const state = await begin(this.list, run);
		const start = latest(state.start, state.watermark);
		const known = new KnownThreads();
		// The messages that are as young as that existed before.
		const recent = [...this.conversations.values()].filter(({ at }) => at >= start);
		for (const { record } of newestFirst(recent).slice(0, READ_AT_BEGIN)) {
			const { id, start: key } = threads.identify(record);
			const pages = await threads.read(id, start);
			known.add(
				key,
				pages.map(({ items }) => items),
			);
		}
		return { ...newThreads(start, state), began: start, known: known.encode(false) };
	}

	async poll(before: ThreadState): Promise<{ records: IDataObject[]; state: ThreadState }> {
		const { run, threads } = this;
		const found = await this.findActive(before);
		const { moment, state: scanState } = found;
		const { areStable: idsAreStable } = scanState.ids;
		const began = before.began ?? moment;
		const active = new Map(found.items.map((item) => [this.threadOf(item), item]));
		const { chosen, others } = this.chooseAgain(before.again, [...active.keys()], found);
		const wanted = [...active.keys(), ...chosen];
		const settled = latest(before.watermark, this.settledAt(began));
		const isBehind = settled > before.watermark;
		const isCaughtUp = idsAreStable && isBehind ? caughtUp(before, active) : () => false;
		const sinceOf = (thread: Thread) => (isCaughtUp(thread) ? settled : before.watermark);
		const read = await readInTime(
			run,
			wanted,
			async (thread) => await threads.read(thread.id, sinceOf(thread)),
		);

		const known = KnownThreads.decode(before.known);
		const unreadable = new Unreadable(before.unreadable, threads.kind, run.log);
		const messages = recognize({
			read,
			pageOf: (thread) => this.pageOf(active.get(thread)),
			sinceOf,
			start: before.start,
			known,
			unreadable,
			idsAreStable,
		});
		const shown = new Map([...this.conversations].map(([id, { record }]) => [id, record]));
		const { records, waiting: dropped } = await emit(run, messages, shown, threads.get);
		for (const { item, thread } of dropped) known.drop(thread.start, [item], idsAreStable);

		const unread = wanted.filter((thread) => !read.has(thread));
		const waiting = whatWaits(unread, dropped, isCaughtUp);
		const again = wanted.filter((thread) => !waiting.has(thread) && this.dueOf(thread) > moment);
		const next = [...waiting.values(), ...others, ...again.map(calm)].slice(0, MAX_AGAIN);
		const waitingStarts = new Set(next.filter(waits).map(({ start }) => start));
		if (idsAreStable) known.forgetBefore(settled, waitingStarts);
		let { watermark } = before;
		if (found.isComplete && waitingStarts.size === 0) {
			const behind = next.map(({ activity }) => this.settledAt(activity));
			watermark = latest(watermark, earliest(scanState.watermark, ...behind), known.excess);
		}
		known.forgetBefore(watermark);
		const state = {
			...before,
			began,
			scan: scanState,
			watermark,
			known: known.encode(idsAreStable),
			again: next,
			unreadable: unreadable.marks,
		};
		return { records, state };
	}

	/** Finds the newest message among the conversations of the first page that were active last. */
	async recent(): Promise<IDataObject | undefined> {
		const { items } = await this.list.page(BEGINNING, SHORT_PAGE);
		for (const { record } of newestFirst(items).slice(0, READ_FOR_TEST)) {
			const { id } = this.threads.identify(record);
			const [page] = await this.threads.read(id, BEGINNING, 1);
			for (const item of newestFirst(page?.items ?? [])) {
				const message = { ...item.record, conversation: record };
				if (this.run.passes?.(message) ?? true) return message;
			}
		}
		return undefined;
	}

	/** Finds conversations with a new activity, as far as there is room beside those that wait. */
	private async findActive({ scan: state, again }: ThreadState): Promise<Found> {
		const waiting = again.filter(waits).length;
		if (waiting > MANY_WAITING) {
			return { items: [], state, moment: state.readTo, isComplete: false };
		}
		const maxRecords = CONVERSATIONS_A_POLL - waiting;
		return await scan(this.list, state, {
			...this.run,
			maxRecords,
			maxKnown: MAX_CONVERSATIONS,
			doesWatermarkWait: true,
		});
	}

	private threadOf({ record, at }: Item): Thread {
		return { ...this.threads.identify(record), activity: at };
	}

	/** Chooses conversations that are to be read again: of those that wait, and then of the others. */
	private chooseAgain(again: Thread[], active: Thread[], { moment, state }: Found) {
		// A conversation whose ID may have changed is known by its start only.
		const nameOf = ({ id, start }: Thread) => (state.ids.areStable ? id : start);
		const taken = new Set(active.map(nameOf));
		const isDue = (thread: Thread) => this.dueOf(thread) <= moment;
		const left = again.filter((one) => waits(one) || !taken.has(nameOf(one)));
		const others = left.filter((one) => !waits(one));
		const inOrder = [
			...this.nextOf(left.filter(waits)),
			...others.filter(isDue),
			...others.filter((one) => !isDue(one)),
		];
		const chosen = new Set<Thread>();
		let count = Math.max(AGAIN_A_POLL, active.length);
		for (const one of inOrder) {
			// One conversation is read once, or its messages would be counted twice.
			if (taken.has(nameOf(one)) || (!waits(one) && count-- <= 0)) continue;
			taken.add(nameOf(one));
			chosen.add(one);
		}
		return { chosen: [...chosen], others: left.filter((one) => !chosen.has(one)) };
	}

	/** Those that no poll has read, and as many others as can have a part in what comes out next. */
	private nextOf(waiting: Thread[]): Thread[] {
		const unread = waiting.filter(({ waitsFrom }) => waitsFrom === BEGINNING);
		const begun = waiting.filter(({ waitsFrom }) => waitsFrom !== BEGINNING);
		begun.sort((a, b) => (a.waitsFrom ?? 0) - (b.waitsFrom ?? 0));
		return [...unread, ...begun.slice(0, this.run.maxRecords)];
	}

	/** When all messages up to an activity are visible, so that one more look is enough. */
	private dueOf({ activity }: Thread): Microseconds {
		return shift(activity, this.run.lookBack + SKEW);
	}

	/** Messages before it were visible at an activity. */
	private settledAt(activity: Microseconds): Microseconds {
		return settledAt(activity, this.run);
	}

	private pageOf(item: Item | undefined): Page | undefined {
		return item && this.pages.get(item);
	}

	/** The list, with each conversation that it shows remembered for this poll. */
	private watch(list: List): List {
		const { conversations, pages, threads } = this;
		const remember = (page: Page): Page => {
			for (const item of page.items) {
				conversations.set(threads.identify(item.record).id, item);
				pages.set(item, page);
			}
			return page;
		};
		return {
			...list,
			page: async (...request) => remember(await list.page(...request)),
			async *pages(since, cursor) {
				for await (const page of list.pages(since, cursor)) yield remember(page);
			},
		};
	}
}

/** Whether a conversation waits to be read, or for some of it to come out. */
const waits = ({ waitsFrom }: Thread) => waitsFrom !== undefined;

/** The same conversation, of which all came out. */
const calm = ({ id, start, activity }: Thread): Thread => ({ id, start, activity });

/**
 * The conversations that wait from now on.
 *
 * @param unread those that there was no time to read
 * @param dropped the messages that did not come out, oldest first
 */
function whatWaits(
	unread: Thread[],
	dropped: NewMessage[],
	isCaughtUp: (thread: Thread) => boolean,
): Map<Thread, Thread> {
	const waiting = new Map<Thread, Thread>();
	const add = (thread: Thread, waitsFrom: Microseconds) => {
		if (waiting.has(thread)) return;
		// A poll that comes later no longer knows it.
		const mark = isCaughtUp(thread) ? { isCaughtUp: true } : {};
		waiting.set(thread, { ...thread, ...mark, waitsFrom });
	};
	for (const thread of unread) add(thread, thread.waitsFrom ?? BEGINNING);
	for (const { thread, item } of dropped) add(thread, item.at);
	return waiting;
}

/** Tells which conversations were read to their end since the trigger began; see rule 6. */
function caughtUp(before: ThreadState, active: Map<Thread, Item>): (thread: Thread) => boolean {
	const waiting = new Map(
		before.again.filter(waits).map((one) => [one.id, one.isCaughtUp === true]),
	);
	const { ids } = Known.decode(before.scan.known);
	return (thread) => {
		const wasCaughtUp = waiting.get(thread.id);
		if (wasCaughtUp !== undefined) return wasCaughtUp;
		const item = active.get(thread);
		if (item === undefined || ids.has(item.fingerprint[0])) return true;
		// The scan no longer remembers what it has settled. Where its watermark has moved, all was read.
		const { watermark } = before.scan;
		const start = parseInt(thread.start, 36);
		return start !== 0 && start < watermark && watermark > before.start;
	};
}

/** What was read of conversations, and what tells the new messages among it. */
interface ReadThreads {
	read: Map<Thread, MessagePage[]>;
	/** The page of the list on which a conversation came, if it came in this poll. */
	pageOf: (thread: Thread) => Page | undefined;
	sinceOf: (thread: Thread) => Microseconds;
	/** Messages that were sent before it do not count. */
	start: Microseconds;
	known: KnownThreads;
	unreadable: Unreadable;
	idsAreStable: boolean;
}

/** Says which messages are new, oldest first, and remembers them. */
function recognize({
	read,
	pageOf,
	sinceOf,
	start,
	known,
	unreadable,
	idsAreStable,
}: ReadThreads): NewMessage[] {
	const threadOf = new Map<Item, Thread>();
	const late: Item[] = [];
	const byStart = new Map<string, Map<Page | undefined, Item[][]>>();
	for (const [thread, pages] of read) {
		const since = sinceOf(thread);
		const ofStart = byStart.get(thread.start) ?? new Map<Page | undefined, Item[][]>();
		byStart.set(thread.start, ofStart);
		// Those that came on one page are others. On two, it may be one that has moved meanwhile.
		const merged = ofStart.get(pageOf(thread)) ?? [];
		ofStart.set(pageOf(thread), merged);
		for (const [n, { items, unreadable: records }] of pages.entries()) {
			for (const item of items) threadOf.set(item, thread);
			unreadable.add(records, since, () => false);
			late.push(...unreadable.takeOut(items, { start, watermark: since }, idsAreStable));
			// Conversations of one start are told as if they were one.
			const page = (merged[n] ??= []);
			for (const item of items) if (item.at >= since) page.push(item);
		}
	}
	const fresh = [...byStart].flatMap(([key, pages]) =>
		known.recognize(key, [...pages.values()].flat(), idsAreStable),
	);
	const messages = [...late, ...fresh].flatMap((item) => {
		const thread = threadOf.get(item);
		return thread === undefined ? [] : [{ item, thread }];
	});
	return messages.sort((a, b) => a.item.at - b.item.at);
}
