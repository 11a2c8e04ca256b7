import { BEGINNING } from '../../time/microseconds';
import type { List } from '../list/List';
import { QUIET_REQUESTS, pollsUntilCheck } from '../numbers';
import type { Item } from '../recognizing/Item';
import { readFront, sinceOf, type Front } from './front';
import { next, type ScanResult } from './next';
import { newPass, PassPart } from './pass';
import { Reading, type ScanRun } from './Reading';
import type { ScanState } from './ScanState';

/** Reads what can be new, and says what is. Where it throws, the state is as it was. */
export async function scan(list: List, state: ScanState, run: ScanRun): Promise<ScanResult> {
	const reading = new Reading(list, state, run);
	const front = state.pass?.isCatchingUp === true ? undefined : await readFront(reading);
	const isFrontEnough = front?.completeSince !== undefined;
	if (isFrontEnough) reading.recognize(front.pages, { completeSince: front.completeSince });
	const part = isFrontEnough ? await readQuietly(reading, front) : await catchUp(reading, front);
	return next(reading, { front, part, ...choose(reading) });
}

/** Reads some pages of a full pass, where one is under way or due, and no records wait. */
async function readQuietly(reading: Reading, front: Front): Promise<PassPart | undefined> {
	const { before, run, hasMaxRecords } = reading;
	const isUnderWay = before.pass !== undefined || isFullDue(reading);
	if (!isUnderWay || front.isAll === true || hasMaxRecords || run.isTimeUp()) return undefined;
	const pass = before.pass ?? newPass(reading, { isCatchingUp: false, mustReachEnd: true });
	return await new PassPart(reading, pass, Math.max(1, QUIET_REQUESTS - front.pages.length)).read();
}

/** Reads everything since the last poll, or all of the list where that is due, until the time is up. */
async function catchUp(reading: Reading, front: Front | undefined): Promise<PassPart> {
	const { pass: before } = reading.before;
	const mustReachEnd = before?.mustReachEnd ?? isFullDue(reading);
	const pass =
		before?.isCatchingUp === true ? before : newPass(reading, { isCatchingUp: true, mustReachEnd });
	const top =
		pass.since === sinceOf(reading) && front?.isFullPage === true ? front.pages[0] : undefined;
	return await new PassPart(reading, pass).read(top);
}

/** Whether it is time to go through all of the list, or to see whether its tail is frozen. */
function isFullDue({ before: { readTo, nextFull, tail } }: Reading): boolean {
	const isLongAgo = nextFull !== BEGINNING && readTo >= nextFull;
	return isLongAgo || (tail?.unprovenPolls ?? -1) >= pollsUntilCheck(tail?.pages ?? 0);
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
