import { BEGINNING } from '../../time/microseconds';
import type { List } from '../list/List';
import { CALM_REQUESTS, MAX_PASSES_A_POLL, pollsUntilCheck } from '../numbers';
import type { Item } from '../recognizing/Item';
import { readFront, sinceOf, type Front } from './front';
import { next, type Found } from './next';
import { isDone, newPass, readOn, type Progress } from './pass';
import { Reading, type ScanRun } from './Reading';
import type { ScanState } from './ScanState';

/** Reads what can be new, and says what is. Where it throws, the state is as it was. */
export async function scan(list: List, state: ScanState, run: ScanRun): Promise<Found> {
	const reading = new Reading(list, state, run);
	const front = state.pass?.isUrgent === true ? undefined : await readFront(reading);
	const isEnough = front?.wholeSince !== undefined;
	if (isEnough) reading.recognize(front.pages, { wholeSince: front.wholeSince });
	const hasGrown = reading.found.length > 0;
	const progress = isEnough ? await readCalmly(reading, front) : await readAtOnce(reading, front);
	const chosen = choose(reading);
	return next(reading, {
		front: isEnough ? front : undefined,
		isTopLong: front?.isTopLong,
		hasGrown,
		progress,
		...chosen,
	});
}

/** Reads some pages of a full pass, where one is under way or due. */
async function readCalmly(reading: Reading, front: Front): Promise<Progress | undefined> {
	const isDue = isFullDue(reading);
	const pass =
		reading.before.pass ??
		(isDue ? newPass(reading, { isUrgent: false, isFull: true }) : undefined);
	if (pass === undefined || front.isAll === true || reading.run.isTimeUp()) return undefined;
	return await readOn(reading, pass, Math.max(1, CALM_REQUESTS - front.pages.length));
}

/** Passes through the list until everything since the last poll was read, or the time is up. */
async function readAtOnce(reading: Reading, front: Front | undefined): Promise<Progress> {
	const { pass: before } = reading.before;
	const isFull = before?.isFull ?? isFullDue(reading);
	let pass = before?.isUrgent === true ? before : newPass(reading, { isUrgent: true, isFull });
	let first =
		pass.since === sinceOf(reading) && front?.isFullPage === true ? front.pages[0] : undefined;
	const pages = [];
	for (let begun = 1; ; begun++) {
		const progress = await readOn(reading, pass, Infinity, first);
		pages.push(...progress.pages);
		({ pass } = progress);
		const hasWaited = isDone(pass) && pass.hasWaited && !reading.isEnough;
		const isAgain = progress.isUnsure || hasWaited;
		if (isAgain) pass = newPass(reading, { ...pass, isUrgent: true, isSure: progress.isUnsure });
		const isOver = reading.run.isTimeUp() || begun >= MAX_PASSES_A_POLL;
		// What was read in one poll is certain. What comes in later ones may have been edited again.
		if (!isAgain)
			return { ...progress, pages, pass: { ...pass, isSure: pass.isSure && !pass.isOver } };
		if (isOver) return { ...progress, pages, pass };
		first = undefined;
	}
}

/** Whether it is time to go through all of the list, or to see whether its tail is frozen. */
function isFullDue({ before: { readTo, nextFull, tail } }: Reading): boolean {
	const isLongAgo = nextFull !== BEGINNING && readTo >= nextFull;
	return isLongAgo || (tail?.quietPolls ?? -1) >= pollsUntilCheck(tail?.pages ?? 0);
}

/** Chooses what is emitted now; the others are not known yet. */
function choose({ found, known, ids, unreadable, run }: Reading): {
	items: Item[];
	dropped: Item[];
} {
	const items = found.filter(({ isWanted }) => isWanted).sort((a, b) => a.at - b.at);
	const dropped = items.splice(run.maxRecords);
	known.drop(dropped, ids.areStable);
	if (ids.haveChanged) known.forgetIds();
	unreadable.putBack(dropped);
	return { items, dropped };
}
