import { BEGINNING, earliest, latest, type Microseconds } from '../../time/microseconds';
import { emitOldest } from '../emitOldest';
import type { List } from '../list/List';
import { CONVERSATIONS_A_POLL, MANY_WAITING, MAX_CONVERSATIONS, MAX_STATE } from '../numbers';
import type { Item } from '../recognizing/Item';
import { Unreadable } from '../recognizing/Unreadable';
import { readInTime } from '../readInTime';
import { lookBackFrom } from '../scan/Clock';
import type { ScanResult } from '../scan/next';
import { scan } from '../scan/scan';
import { newScan } from '../scan/ScanState';
import type { PollRun, Stream } from '../TriggerEvent';
import { beginThreads, findRecentMessage, newState, type ThreadState } from './begin';
import { Progress } from './Progress';
import { Queue } from './Queue';
import { Sight } from './Sight';
import { waits, type MessagePage, type Thread, type Threads } from './Thread';

// How new messages are found, although HyperRep lists messages only conversation by conversation.
//
// 1. The scan of conversations goes by their last activity: those with new activity are read.
// 2. All messages before a conversation's cursor were processed. Since then, the processed ones are known, and all
//    others are new. A conversation without a cursor is read from the watermark.
// 3. When it was read and everything was emitted, its cursor moves to the moment of the poll, less the look-back.
// 4. A message that becomes visible late may be older than the last activity, and then does not change it. So a
//    conversation is read again until its activity's look-back has passed, some in each poll, and once after that.
// 5. The watermark is the scan's, once every activity was handed over.
// 6. While many conversations wait, no others are looked for.
// 7. A conversation that takes longer than a poll has time for is continued in the next ones. Each part is emitted, and
//    the cursor moves when the end is reached. A message that an earlier part had is not missing in a later one.

/** A new message, and its conversation. */
interface NewMessage {
	item: Item;
	thread: Thread;
}

/** The messages of all conversations, each once. */
export function threadStream(run: PollRun, threads: Threads): Stream<ThreadState> {
	return {
		startAt: (start) => newState(start, newScan(start)),
		begin: async () => await beginThreads(run, threads),
		poll: async (state) => await poll(run, threads, state),
		recent: async () => await findRecentMessage(run, threads),
	};
}

async function poll(run: PollRun, threads: Threads, before: ThreadState) {
	const sight = new Sight(threads.threadOf);
	const found = await findActive(run, sight.watch(threads.list), before);
	const moment = latest(before.moment, found.moment);
	const visibleTo = lookBackFrom(moment, run);
	const progress = new Progress(before.progress, found.state.ids.areStable);
	const active = found.items.map(threads.threadOf);
	findShared(progress, before.open, active, sight);
	const queue = new Queue(before.open, progress.nameOf, visibleTo);
	for (const thread of active) queue.add(thread);
	for (const thread of sight.ahead) queue.watch(thread);
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
	noteRead(read, waiting, { progress, queue, visibleTo });

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

/** Finds the starts that several conversations share. */
function findShared(progress: Progress, open: Thread[], active: Thread[], sight: Sight): void {
	for (const some of [open, [...active, ...sight.ahead], ...sight.pages]) progress.share(some);
	if (progress.areIdsStable) progress.share(sight.all);
}

/** Notes what was read, and the messages that wait, oldest first. */
function noteRead(
	read: Map<Thread, MessagePage[]>,
	waiting: NewMessage[],
	{ progress, queue, visibleTo }: { progress: Progress; queue: Queue; visibleTo: Microseconds },
): void {
	const waitsFrom = new Map<Thread, Microseconds>();
	for (const { thread, item } of waiting.reverse()) {
		progress.drop(thread, item);
		waitsFrom.set(thread, item.at);
	}
	for (const [thread, pages] of read) {
		const from = waitsFrom.get(thread);
		const rest = pages[0]?.cursor === undefined ? undefined : thread.rest;
		const since = rest?.visibleTo ?? visibleTo;
		const cursor = pages.at(-1)?.nextCursor ?? undefined;
		if (from !== undefined) {
			// A part is read again.
			queue.markRead(thread, { waitsFrom: from, rest });
			if (rest === undefined && cursor === undefined)
				progress.advance(thread, earliest(visibleTo, from));
		} else if (cursor !== undefined) {
			queue.markRead(thread, { waitsFrom: BEGINNING, rest: { cursor, visibleTo: since } });
		} else {
			// Messages that arrived while the parts were read may be on one of the first pages.
			const isAgain = rest !== undefined && thread.activity > since;
			queue.markRead(thread, { waitsFrom: isAgain ? BEGINNING : undefined });
			progress.advance(thread, since);
		}
	}
}

/** Finds conversations with new activity, if there is room besides those that wait. */
async function findActive(
	run: PollRun,
	list: List,
	{ scan: state, open }: ThreadState,
): Promise<ScanResult> {
	const waiting = open.filter(waits).length;
	if (waiting > MANY_WAITING) return { items: [], state, moment: BEGINNING, isComplete: false };
	const maxRecords = CONVERSATIONS_A_POLL - waiting;
	const limits = { maxRecords, maxKnown: MAX_CONVERSATIONS, doesWatermarkWait: true };
	return await scan(list, state, { ...run, ...limits });
}

/** Finds which messages of a conversation are new, and remembers them. */
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
	const fresh = progress.recognize(thread, recent, pages[0]?.cursor !== undefined);
	return [...late, ...fresh].map((item) => ({ item, thread }));
}
