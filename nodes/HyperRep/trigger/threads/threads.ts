import type { IDataObject } from 'n8n-workflow';

import { BEGINNING, earliest, latest, type Microseconds } from '../../time/microseconds';
import type { List, Page } from '../list/List';
import { emitOldest } from '../emitOldest';
import { newestFirst } from '../list/recent';
import {
	CONVERSATIONS_A_POLL,
	MANY_WAITING,
	MAX_CONVERSATIONS,
	MAX_STATE,
	READ_AT_BEGIN,
	READ_FOR_TEST,
	SHORT_PAGE,
} from '../numbers';
import type { Item, Kind } from '../recognizing/Item';
import { readInTime } from '../readInTime';
import { Unreadable } from '../recognizing/Unreadable';
import { begin } from '../scan/begin';
import { settledAt } from '../scan/Clock';
import type { Found } from '../scan/next';
import { scan } from '../scan/scan';
import { newScan } from '../scan/ScanState';
import type { Run, Stream } from '../TriggerEvent';
import { Progress } from './Progress';
import { Queue } from './Queue';
import { Sight } from './Sight';
import { waits, type Thread } from './Thread';
import { newState, type ThreadState } from './ThreadState';

// How new messages are found, although HyperRep lists messages only conversation by conversation.
//
// 1. The scan of conversations goes by their last activity: one with a new activity is read.
// 2. In each conversation, all messages before its cursor were dealt with, and those since then that were are known.
//    All else that it holds is new. A conversation without a cursor is read since the watermark.
// 3. Once it was read and all of it was emitted, its cursor moves to the moment of the poll, less the look-back.
// 4. A message that becomes visible late may stand behind a younger one, so that it is no new activity. So a conversation
//    is read again until the look-back of its activity is over, some in each poll, and once after it.
// 5. The watermark is that of the scan, as soon as every activity was handed over.
// 6. While many conversations wait, no others are looked for.
// 7. One that takes longer than a poll has time for is read on in the next ones. What a part shows is emitted, and its
//    cursor moves when it was read to its end.

/** Conversations and their messages. */
export interface Threads {
	/** Conversations by their last activity. */
	list: List;
	/** Of messages. */
	kind: Kind;
	/** A conversation as it is read and known. */
	threadOf(conversation: Item): Thread;
	/**
	 * Reads messages since an instant, or the rest of them, as far as there is time: at least one page, at most `most`.
	 * Where the cursor of the rest fails, it begins at the top.
	 */
	read(thread: Thread, since: Microseconds, most?: number): Promise<MessagePage[]>;
	/** Reads a conversation that no page of this poll has shown. */
	get(id: string): Promise<IDataObject>;
}

/** A new message, and the conversation in which it came. */
interface NewMessage {
	item: Item;
	thread: Thread;
}

type MessagePage = Pick<Page, 'items' | 'unreadable' | 'cursor' | 'nextCursor'>;

/** The messages of all conversations, each once. */
export function threadStream(run: Run, threads: Threads): Stream<ThreadState> {
	return {
		startAt: (start) => newState(start, newScan(start)),
		begin: async () => await beginThreads(run, threads),
		poll: async (state) => await poll(run, threads, state),
		recent: async () => await recent(run, threads),
	};
}

async function beginThreads(run: Run, threads: Threads): Promise<ThreadState> {
	const sight = new Sight(threads.threadOf);
	const scanState = await begin(sight.watch(threads.list), run);
	const since = latest(scanState.start, scanState.watermark);
	// The messages that are as young as that existed before.
	const young = sight.all.filter(({ activity }) => activity >= since);
	young.sort((a, b) => b.activity - a.activity);
	const read = await readInTime(
		run,
		young.slice(0, READ_AT_BEGIN),
		async (thread) => await threads.read(thread, since),
	);
	const existing = [...read].map(
		([thread, pages]) => [thread, pages.flatMap(({ items }) => items)] as const,
	);
	// Where every conversation is dated ahead, only the messages say what existed.
	const start =
		since > BEGINNING
			? since
			: latest(BEGINNING, ...existing.flatMap(([, items]) => items.map(({ at }) => at)));
	const state = newState(start, scanState);
	const progress = new Progress(state.progress, false);
	for (const [thread, items] of existing)
		progress.recognize(thread, [items.filter(({ at }) => at >= start)]);
	return { ...state, progress: progress.save(sight.ahead), open: sight.ahead };
}

async function poll(run: Run, threads: Threads, before: ThreadState) {
	const sight = new Sight(threads.threadOf);
	const found = await findActive(run, sight.watch(threads.list), before);
	const moment = latest(before.moment, found.moment);
	const settled = settledAt(moment, run);
	const progress = new Progress(before.progress, found.state.ids.areStable);
	const queue = fill(before.open, {
		active: found.items.map(threads.threadOf),
		sight,
		progress,
		settled,
	});
	const unreadable = new Unreadable(before.unreadable, threads.kind, run.log);

	const chosen = queue.choose(run.maxRecords, moment);
	const read = await readInTime(
		run,
		chosen,
		async (thread) => await threads.read(thread, progress.sinceOf(thread)),
	);
	const messages = [...read].flatMap(([thread, pages]) =>
		recognize(thread, pages, { progress, unreadable, start: before.start }),
	);
	messages.sort((a, b) => a.item.at - b.item.at);
	const { records, waiting } = await emitOldest(run, run.maxRecords, messages, {
		idOf: ({ thread }) => thread.id,
		read: sight.conversations,
		get: threads.get,
		join: ({ item }, conversation) => ({ ...item.record, conversation }),
	});
	settle(read, waiting, { progress, queue, settled });

	const saved = progress.save(queue.open, found.isComplete ? found.state.watermark : undefined);
	const room = MAX_STATE - JSON.stringify([saved, found.state]).length;
	const state = {
		...before,
		scan: found.state,
		moment,
		progress: saved,
		open: queue.fitting(room),
	};
	return { records, state: { ...state, unreadable: unreadable.marks } };
}

/** The conversations that are to be read, with those that have news. */
function fill(
	open: Thread[],
	{
		active,
		sight,
		progress,
		settled,
	}: { active: Thread[]; sight: Sight; progress: Progress; settled: Microseconds },
): Queue {
	for (const some of [open, [...active, ...sight.ahead], ...sight.pages]) progress.share(some);
	if (progress.areIdsStable) progress.share(sight.all);
	const queue = new Queue(open, progress.nameOf, settled);
	for (const thread of active) queue.add(thread);
	for (const thread of sight.ahead) queue.watch(thread);
	return queue;
}

/** Notes what was read, and the messages that wait, oldest first. */
function settle(
	read: Map<Thread, MessagePage[]>,
	waiting: NewMessage[],
	{ progress, queue, settled }: { progress: Progress; queue: Queue; settled: Microseconds },
): void {
	const waitsFrom = new Map<Thread, Microseconds>();
	for (const { thread, item } of waiting.reverse()) {
		progress.drop(thread, item);
		waitsFrom.set(thread, item.at);
	}
	for (const [thread, pages] of read) {
		const from = waitsFrom.get(thread);
		const rest = pages[0]?.cursor === undefined ? undefined : thread.rest;
		const since = rest?.settled ?? settled;
		const cursor = pages.at(-1)?.nextCursor ?? undefined;
		if (from !== undefined) {
			// A part is read again.
			queue.settle(thread, { waitsFrom: from, rest });
			if (rest === undefined && cursor === undefined)
				progress.advance(thread, earliest(settled, from));
		} else if (cursor !== undefined) {
			queue.settle(thread, { waitsFrom: BEGINNING, rest: { cursor, settled: since } });
		} else {
			// What came while the parts were read may be on one of the first.
			const isAgain = rest !== undefined && thread.activity > since;
			queue.settle(thread, { waitsFrom: isAgain ? BEGINNING : undefined });
			progress.advance(thread, since);
		}
	}
}

/** Finds conversations with a new activity, as far as there is room beside those that wait. */
async function findActive(
	run: Run,
	list: List,
	{ scan: state, open }: ThreadState,
): Promise<Found> {
	const waiting = open.filter(waits).length;
	if (waiting > MANY_WAITING) return { items: [], state, moment: BEGINNING, isComplete: false };
	const maxRecords = CONVERSATIONS_A_POLL - waiting;
	const limits = { maxRecords, maxKnown: MAX_CONVERSATIONS, doesWatermarkWait: true };
	return await scan(list, state, { ...run, ...limits });
}

/** Says which messages of a conversation are new, and remembers them. */
function recognize(
	thread: Thread,
	pages: MessagePage[],
	{
		progress,
		unreadable,
		start,
	}: { progress: Progress; unreadable: Unreadable; start: Microseconds },
): NewMessage[] {
	const watermark = progress.sinceOf(thread);
	const late: Item[] = [];
	for (const { items, unreadable: records } of pages) {
		unreadable.add(records, watermark, () => false);
		late.push(...unreadable.takeOut(items, { start, watermark }, progress.areIdsStable));
	}
	const recent = pages.map(({ items }) => items.filter(({ at }) => at >= watermark));
	return [...late, ...progress.recognize(thread, recent)].map((item) => ({ item, thread }));
}

/** Finds the newest message among the conversations of the first page that were active last. */
async function recent(run: Run, { list, threadOf, read }: Threads): Promise<IDataObject[]> {
	const { items } = await list.page(BEGINNING, SHORT_PAGE);
	for (const conversation of newestFirst(items).slice(0, READ_FOR_TEST)) {
		const [page] = await read(threadOf(conversation), BEGINNING, 1);
		const messages = newestFirst(page?.items ?? []).map(({ record }) => ({
			...record,
			conversation: conversation.record,
		}));
		const message = messages.find((one) => run.passes?.(one) ?? true);
		if (message !== undefined) return [message];
	}
	return [];
}
