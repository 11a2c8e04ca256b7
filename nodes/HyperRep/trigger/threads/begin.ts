import type { IDataObject } from 'n8n-workflow';

import { BEGINNING, latest, type Microseconds } from '../../time/microseconds';
import { newestFirst } from '../list/recent';
import { READ_AT_BEGIN, READ_FOR_TEST, SHORT_PAGE } from '../numbers';
import { readInTime } from '../readInTime';
import type { UnreadableMark } from '../recognizing/Unreadable';
import { begin } from '../scan/begin';
import type { ScanState } from '../scan/ScanState';
import type { PollRun } from '../TriggerEvent';
import { Progress, type SavedProgress } from './Progress';
import { Sight } from './Sight';
import type { Thread, Threads } from './Thread';

/** What is remembered, as plain data. */
export interface ThreadState {
	/** Of the conversations, by their last activity. */
	scan: ScanState;
	/** Messages sent before it do not count. */
	start: Microseconds;
	/** When the conversations were last read. */
	moment: Microseconds;
	progress: SavedProgress;
	/** Conversations to read, the one that was read longest ago first. */
	open: Thread[];
	unreadable: UnreadableMark[];
}

/** State with nothing read yet: all messages since `start` are new. */
export const newState = (start: Microseconds, state: ScanState): ThreadState => ({
	scan: state,
	start,
	moment: BEGINNING,
	progress: { watermark: start, cursors: {}, shared: [] },
	open: [],
	unreadable: [],
});

/** Begins with the messages that exist: none of them is new. */
export async function beginThreads(run: PollRun, threads: Threads): Promise<ThreadState> {
	const sight = new Sight(threads.threadOf);
	const scanState = await begin(sight.watch(threads.list), run);
	const since = latest(scanState.start, scanState.watermark);
	// Messages of that very instant existed before.
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
	// If every conversation is dated ahead, only the messages show what existed.
	const start =
		since > BEGINNING
			? since
			: latest(BEGINNING, ...existing.flatMap(([, items]) => items.map(({ at }) => at)));
	const state = newState(start, scanState);
	const progress = new Progress(state.progress, false);
	for (const [thread, items] of existing)
		progress.recognize(thread, [items.filter(({ at }) => at >= start)], false);
	return { ...state, progress: progress.save(sight.ahead), open: sight.ahead };
}

/** Finds the newest message of the most recently active conversations on the first page. */
export async function findRecentMessage(
	run: PollRun,
	{ list, threadOf, read }: Threads,
): Promise<IDataObject[]> {
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
