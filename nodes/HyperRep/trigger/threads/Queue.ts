import { BEGINNING, type Microseconds } from '../../time/microseconds';
import { AGAIN_A_POLL, MAX_AHEAD_A_POLL, SHARE_A_POLL } from '../numbers';
import { waits, type Thread } from './Thread';

/** The conversations to read, and which of them is next. */
export class Queue {
	private readonly threads: Map<string, Thread>;
	private active = 0;

	/**
	 * @param open the one that was read longest ago first
	 * @param visibleTo all messages that were sent before it are visible
	 */
	constructor(
		open: Thread[],
		private readonly nameOf: (thread: Thread) => string,
		private readonly visibleTo: Microseconds,
	) {
		this.threads = new Map(open.map((thread) => [nameOf(thread), thread]));
	}

	/** Adds a conversation with a new activity. */
	add(thread: Thread): void {
		this.active++;
		const name = this.nameOf(thread);
		const { rest } = this.threads.get(name) ?? {};
		this.threads.set(name, { ...thread, waitsFrom: BEGINNING, rest });
	}

	/** Adds a conversation that the scan does not see, if its activity is new. */
	watch(thread: Thread): void {
		if (this.threads.get(this.nameOf(thread))?.activity !== thread.activity) this.add(thread);
	}

	/**
	 * Chooses what to read: conversations that were not read yet, that wait for their turn, and some to read
	 * again, first those whose look-back has passed, and those that are dated ahead.
	 *
	 * @param maxRecords how many messages may be emitted
	 * @param moment the current one
	 */
	choose(maxRecords: number, moment: Microseconds): Thread[] {
		const quiet = this.open.filter((thread) => !waits(thread));
		const waiting = this.open
			.filter(waits)
			.sort((a, b) => Number(a.waitsFrom) - Number(b.waitsFrom));
		const unread = waiting.filter(({ waitsFrom }) => waitsFrom === BEGINNING).length;
		const due = quiet.filter(({ activity }) => activity <= this.visibleTo);
		const ahead = quiet.filter(({ activity }) => activity > moment);
		const again = [...new Set([...due, ...ahead, ...quiet])];
		const share = Math.max(this.active, Math.ceil(due.length * SHARE_A_POLL));
		const count = Math.max(AGAIN_A_POLL, Math.min(ahead.length, MAX_AHEAD_A_POLL), share);
		return [...waiting.slice(0, unread + maxRecords), ...again.slice(0, count)];
	}

	/** Notes that a conversation was read. It leaves if nothing waits, and its look-back has passed. */
	markRead(
		{ id, start, activity }: Thread,
		{ waitsFrom, rest }: Pick<Thread, 'waitsFrom' | 'rest'>,
	): void {
		const thread = { id, start, activity };
		const name = this.nameOf(thread);
		this.threads.delete(name);
		if (waitsFrom !== undefined) this.threads.set(name, { ...thread, waitsFrom, rest });
		else if (activity > this.visibleTo) this.threads.set(name, thread);
	}

	/** The one that was read longest ago first. */
	get open(): Thread[] {
		return [...this.threads.values()];
	}

	/** As many as fit into a text of a certain length; those that wait are always included. */
	fitting(length: number): Thread[] {
		let left = length;
		return this.open.filter((one) => (left -= JSON.stringify(one).length) >= 0 || waits(one));
	}
}
