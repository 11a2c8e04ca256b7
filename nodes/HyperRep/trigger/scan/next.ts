import { BEGINNING, earliest, latest, shift, type Microseconds } from '../../time/microseconds';
import { ListOrder } from '../list/ListOrder';
import { FULL_PASS_EVERY, MAX_WAITING_PAGES, SLACK } from '../numbers';
import type { Item } from '../recognizing/Item';
import { lookBackFrom } from './Clock';
import type { Front } from './front';
import { hasReachedEnd, isDone, newPass, placesOf, step, type PassPart } from './pass';
import type { Reading } from './Reading';
import type { Pass, ScanState, Tail } from './ScanState';

/** What is emitted, and what the next poll resumes from. */
export interface ScanResult {
	/** Oldest first. */
	items: Item[];
	state: ScanState;
	/** The moment at which the reading began. */
	moment: Microseconds;
	/** Whether everything that can be new was read and emitted. */
	isComplete: boolean;
}

/** What a poll has done. */
interface Outcome {
	front: Front | undefined;
	part: PassPart | undefined;
	items: Item[];
	/** New records that must wait for their turn, oldest first. */
	dropped: Item[];
}

/** Makes the next state, and nothing else does. */
export function next(reading: Reading, outcome: Outcome): ScanResult {
	const { before, clock, known, ids, unreadable, run } = reading;
	const { front, items, dropped } = outcome;
	const passNow = passAfter(reading, outcome);
	if (isReadingOn(passNow)) makeRoom(reading, outcome, passNow);
	const hasEnded = passNow !== undefined && isDone(passNow);
	const isDoubtful = hasEnded && passNow.doubtful.length > 0;
	const done = hasEnded && !isDoubtful ? passNow : undefined;
	const reached = reachedBy(front, done);
	const [oldest] = dropped;
	const readTo = earliest(reached ?? before.readTo, ...(oldest ? [oldest.at] : []));
	const isComplete = reached !== undefined && dropped.length === 0;
	const full = isComplete ? fullPass(reading, front, done) : undefined;
	const closedBefore = closedByExcess(reading, passNow, readTo);
	const repeated =
		isDoubtful && full === undefined
			? newPass(reading, { ...passNow, isCatchingUp: true })
			: undefined;
	const state: ScanState = {
		...before,
		readTo,
		clock: { ...clock.saved, ...(full && { newest: full.newest }) },
		ids: ids.saved,
		needsFullPage: front?.needsFullPage ?? before.needsFullPage,
		isNewestFirst: done === undefined ? before.isNewestFirst : cameNewestFirst(done),
		tail: tailAfter(reading, outcome, full),
		pass: done === undefined && full === undefined ? (repeated ?? passNow) : undefined,
		hidAt: hasHidden(reading, outcome) ? reading.clock.moment : before.hidAt,
		lastDeep: reading.isDeep && reached !== undefined ? before.readTo : before.lastDeep,
		nextFull: before.nextFull === BEGINNING ? nextFullAfter(readTo, run) : before.nextFull,
		...(full && {
			lastFull: full.began,
			nextFull: nextFullAfter(full.began, run),
			hasUnreadPast: false,
		}),
	};
	const isHeld = run.doesWatermarkWait === true && !isComplete;
	const watermark = full === undefined ? BEGINNING : earliest(watermarkBy(reading, full), readTo);
	if (!isHeld) state.watermark = latest(before.watermark, watermark, closedBefore);
	known.forgetBefore(state.watermark);
	state.known = known.encode(ids.areStable);
	state.unreadable = unreadable.marks;
	return { items, state, moment: reading.clock.moment, isComplete };
}

/**
 * The pass as it is after this poll, with the pages whose records must wait. Where records move from page to page, the
 * same pages may be noted again and again: then it starts over.
 */
function passAfter(reading: Reading, { part, dropped }: Outcome): Pass | undefined {
	if (part === undefined) return reading.before.pass;
	const waiting = [...part.pass.waiting, ...placesOf(dropped, part.pages)];
	return waiting.length > 2 * MAX_WAITING_PAGES
		? newPass(reading, { ...part.pass, isCatchingUp: true })
		: { ...part.pass, waiting };
}

/** Up to when everything was read; `undefined` where a pass that is catching up is not done. */
function reachedBy(front: Front | undefined, done: Pass | undefined): Microseconds | undefined {
	if (front?.completeSince !== undefined) return front.readTo;
	return done?.isCatchingUp === true ? done.began : undefined;
}

/** The full pass that has come to its end; a front that is the whole list is one, too. */
function fullPass(
	reading: Reading,
	front: Front | undefined,
	done: Pass | undefined,
): Pass | undefined {
	const [top] = front?.pages ?? [];
	if (front?.isAll === true && top !== undefined) {
		return step(reading, newPass(reading, { isCatchingUp: true, mustReachEnd: true }), top);
	}
	const isFull =
		done !== undefined && hasReachedEnd(done) && done.since <= reading.before.watermark;
	return isFull ? done : undefined;
}

const nextFullAfter = (moment: Microseconds, { lookBack }: { lookBack: number }) =>
	shift(moment, Math.max(FULL_PASS_EVERY, lookBack));

/** The tail that the next poll reads. Each full pass replaces one that may be frozen. */
function tailAfter(
	{ before, found }: Reading,
	{ front, part }: Outcome,
	full: Pass | undefined,
): Tail | undefined {
	const tail = front?.tail;
	const hasGrown = found.length > (part?.fresh.length ?? 0);
	const unprovenPolls =
		tail?.unprovenPolls === undefined || hasGrown ? undefined : tail.unprovenPolls + 1;
	const isProven = tail !== undefined && unprovenPolls === undefined;
	if (full === undefined || isProven) return tail && { ...tail, unprovenPolls };
	if (full.tail === undefined || !new ListOrder([], full.order).isOldestFirst) return undefined;
	const { since, pages, tail: cursor } = full;
	return {
		since,
		near: cursor,
		far: cursor,
		pages,
		unprovenPolls: 0,
		needsItsLimit: before.tail?.needsItsLimit,
	};
}

/** Whether a pass beside the front has found what the front should have shown before. */
function hasHidden({ before, clock: { moment } }: Reading, { front, part }: Outcome): boolean {
	if (front?.completeSince === undefined || part === undefined) return false;
	const mayBeFrozen = front.tail?.unprovenPolls !== undefined;
	const since = mayBeFrozen
		? latest(before.lastFull, before.start)
		: shift(part.pass.began, -SLACK);
	// What was created after the front was read was not hidden by it.
	return part.fresh.some(({ at }) => at >= since && at <= moment);
}

/**
 * After a full pass, the watermark moves to the one before it, less the look-back: a record is lost
 * only if two in a row miss it.
 */
function watermarkBy({ before, run }: Reading, full: Pass): Microseconds {
	if (before.lastFull === BEGINNING) return BEGINNING;
	return earliest(lookBackFrom(before.lastFull, run), shift(full.newest, 1));
}

const cameNewestFirst = ({ order }: Pass): boolean =>
	new ListOrder([], order).newestFirstSince !== undefined;

/** Whether a pass is catching up, and has not reached what it reads for. */
const isReadingOn = (pass: Pass | undefined): boolean =>
	pass?.isCatchingUp === true && !pass.hasReadEnough;

/** Forgets the oldest records that a pass has shown, where it needs their room, and none that wait on its pages. */
function makeRoom({ known }: Reading, { part }: Outcome, pass: Pass | undefined): void {
	if (pass === undefined || pass.waiting.length > 0) return;
	const last = part?.pages.at(-1)?.items ?? [];
	pass.forgotten = latest(pass.forgotten, known.forgetShown(pass.began, last));
}

/** Up to when nothing counts any more, since it is too much to be remembered. A pass that reads on decides later. */
function closedByExcess(
	{ known }: Reading,
	pass: Pass | undefined,
	readTo: Microseconds,
): Microseconds {
	if (isReadingOn(pass)) return BEGINNING;
	const { waiting = [], undecided = [], forgotten = BEGINNING } = pass ?? {};
	const places = [...waiting, ...undecided].map(([, at]) => at);
	return earliest(latest(known.excess, forgotten), readTo, ...places);
}
